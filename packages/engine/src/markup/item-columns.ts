import type { Located } from '../page/text.ts';
import type { CellContent, Column, Origin } from '../regions/region.ts';

/** What a column is called. */
export type ColumnNames = { readonly labels: readonly string[]; readonly hints: readonly string[] };

/** More columns than this are a map that was taken for a record. */
const maxColumns = 150;

type Draft = ColumnNames & { readonly cells: (Located[] | null)[] };

/** Collects the values of records into columns, by property path. */
export class ItemColumns {
  readonly #origin: Origin;
  readonly #recordCount: number;
  readonly #drafts = new Map<string, Draft>();

  constructor(origin: Origin, recordCount: number) {
    this.#origin = origin;
    this.#recordCount = recordCount;
  }

  /** @param place the record's number and its property's path; `names` is asked once per path. */
  add(
    place: { readonly record: number; readonly path: string },
    value: Located,
    names: () => ColumnNames,
  ): void {
    let draft = this.#drafts.get(place.path);
    if (draft === undefined) {
      if (this.#drafts.size >= maxColumns) return;
      draft = { ...names(), cells: new Array(this.#recordCount).fill(null) };
      this.#drafts.set(place.path, draft);
    }
    const cell = draft.cells[place.record];
    if (cell === null || cell === undefined) draft.cells[place.record] = [value];
    else cell.push(value);
  }

  has(path: string): boolean {
    return this.#drafts.has(path);
  }

  columns(): Column[] {
    return [...this.#drafts.values()].map(({ labels, hints, cells }) => ({
      origin: this.#origin,
      labels,
      hints,
      cells: cells.map((cell) => (cell === null ? null : contentOf(cell))),
    }));
  }
}

/** One value, or the distinct ones of several, in page order. */
const contentOf = (values: readonly Located[]): CellContent => {
  const [first] = values;
  if (first === undefined || values.length === 1) return first ?? [];
  const distinct = new Map<string, Located>();
  for (const value of values) if (!distinct.has(value.text)) distinct.set(value.text, value);
  return distinct.size === 1 ? first : [...distinct.values()];
};
