import type { Comparable } from './read-comparable.ts';

/** A key of an order: the values of the records' cells, a line a record. */
export type OrderKey = { readonly values: readonly (readonly Comparable[])[]; readonly descending: boolean };

// "item 9" comes before "item 10"; one language for all, so that an order does not depend on the machine.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const compare = (a: Comparable, b: Comparable): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
};

/** Sorts records by the keys; equals stay in the order of the page, and a record without a value comes last either way. */
export const orderRecords = (records: readonly number[], keys: readonly OrderKey[]): readonly number[] => {
  if (keys.length === 0) return records;
  const places = records.map((record, r) => ({ record, r }));
  places.sort((a, b) => {
    for (const { values, descending } of keys) {
      const one = values[a.r]?.[0] ?? null;
      const other = values[b.r]?.[0] ?? null;
      if (one === null || other === null) {
        if (one !== other) return one === null ? 1 : -1;
        continue;
      }
      const sign = compare(one, other);
      if (sign !== 0) return descending ? -sign : sign;
    }
    return a.r - b.r;
  });
  return places.map(({ record }) => record);
};
