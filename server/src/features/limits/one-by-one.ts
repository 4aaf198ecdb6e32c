/** Runs `work` when everything of the same name that was asked for before is over. */
export type OneByOne = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** A line for each name; it is there for as long as somebody stands in it. */
export const createOneByOne = (): OneByOne => {
  const lines = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = lines.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    const settled = turn.catch(() => {});
    lines.set(name, settled);
    void settled.then(() => {
      if (lines.get(name) === settled) lines.delete(name);
    });
    return turn;
  };
};
