type Needs<Item> = {
  /** Does several at once: all of them or none. */
  readonly work: (items: readonly Item[]) => Promise<void>;
  /** How many at once at most. */
  readonly most: number;
};

type Waiting<Item> = {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Does together what is asked for while the turn before is under way, as a database's group commit does: the busier it is,
 * the less each one costs. Resolves when the item at hand is done. One that cannot be done fails alone.
 */
export const gather = <Item>({ work, most }: Needs<Item>): ((item: Item) => Promise<void>) => {
  const waiting: Waiting<Item>[] = [];
  let isBusy = false;

  const settle = async (turn: readonly Waiting<Item>[]): Promise<void> => {
    try {
      await work(turn.map(({ item }) => item));
      for (const { resolve } of turn) resolve();
    } catch (error) {
      if (turn.length === 1) for (const { reject } of turn) reject(error);
      else await Promise.all(turn.map((one) => settle([one])));
    }
  };

  const run = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) await settle(waiting.splice(0, most));
    isBusy = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isBusy) void run();
    });
};
