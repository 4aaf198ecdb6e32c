// Wide enough for several calls to Google when there are many, each of which may be the one that fails.
const filler = 'x'.repeat(400);

/** The rows of the drill: each says which it is. */
export const drillRows = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, n) => ({ id: n, text: `row ${n}`, filler }));
