import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';

const total = (weights: readonly (readonly number[])[], columns: readonly number[]): number =>
  columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : (weights[row]?.[column] ?? 0)), 0);

/** The best total over all one-to-one assignments, tried one by one. */
const bestTotal = (
  weights: readonly (readonly number[])[],
  row = 0,
  taken: readonly number[] = [],
): number => {
  const own = weights[row];
  if (own === undefined) return 0;
  let best = bestTotal(weights, row + 1, taken);
  own.forEach((weight, column) => {
    if (weight > 0 && !taken.includes(column))
      best = Math.max(best, weight + bestTotal(weights, row + 1, [...taken, column]));
  });
  return best;
};

describe('assign', () => {
  it('prefers the greater total to the greatest single weight', () => {
    expect(
      assign([
        [0.9, 0.8],
        [0.8, 0.1],
      ]),
    ).toEqual([1, 0]);
  });

  it('leaves apart what has no weight', () => {
    expect(
      assign([
        [0, 0],
        [0, 0.5],
      ]),
    ).toEqual([-1, 1]);
    expect(assign([])).toEqual([]);
    expect(assign([[], []])).toEqual([-1, -1]);
  });

  it('finds the best assignment of any small matrix, each column once', () => {
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(matrix, (weights) => {
        const columns = assign(weights);
        const used = columns.filter((column) => column >= 0);
        expect(new Set(used).size).toBe(used.length);
        expect(total(weights, columns)).toBe(bestTotal(weights));
      }),
    );
  });
});
