/**
 * The one-to-one assignment of rows to columns with the greatest total weight; pairs of weight ≤ 0 stay apart.
 * Hungarian method with potentials (Kuhn 1955; Munkres 1957), O(n²m) for n ≤ m.
 * @param weights n×m.
 * @returns for each row its column, or -1.
 */
export const assign = (weights: readonly (readonly number[])[]): number[] => {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return weights.map(() => -1);
  // One empty column per row: to stay apart costs nothing.
  const cost = (row: number, column: number): number =>
    column < columns ? -Math.max(0, weights[row]?.[column] ?? 0) : 0;
  const owners = minimumCost(rows, columns + rows, cost);
  const result = new Array<number>(rows).fill(-1);
  owners.forEach((row, column) => {
    if (row >= 0 && column < columns && (weights[row]?.[column] ?? 0) > 0) result[row] = column;
  });
  return result;
};

/** @returns for each column the row that it is given to, or -1. */
const minimumCost = (
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): number[] => {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const owner = new Int32Array(columns + 1);
  const previous = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const visited = new Uint8Array(columns + 1);
    let column = 0;
    owner[0] = row;
    do {
      visited[column] = 1;
      const current = owner[column] ?? 0;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let c = 1; c <= columns; c++) {
        if (visited[c] === 1) continue;
        const reduced = cost(current - 1, c - 1) - (rowPotential[current] ?? 0) - (columnPotential[c] ?? 0);
        if (reduced < (slack[c] ?? 0)) {
          slack[c] = reduced;
          previous[c] = column;
        }
        if ((slack[c] ?? 0) < delta) {
          delta = slack[c] ?? 0;
          next = c;
        }
      }
      for (let c = 0; c <= columns; c++) {
        if (visited[c] === 1) {
          const held = owner[c] ?? 0;
          rowPotential[held] = (rowPotential[held] ?? 0) + delta;
          columnPotential[c] = (columnPotential[c] ?? 0) - delta;
        } else slack[c] = (slack[c] ?? 0) - delta;
      }
      column = next;
    } while (owner[column] !== 0);
    for (; column !== 0; column = previous[column] ?? 0) owner[column] = owner[previous[column] ?? 0] ?? 0;
  }
  return Array.from(owner.subarray(1), (row) => row - 1);
};
