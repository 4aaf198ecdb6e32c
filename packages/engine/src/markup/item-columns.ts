import type { Located } from '../page/text.ts';
import type { CellContent, Column, Origin } from '../regions/region.ts';
import { type ColumnNames, namesOf, type PropertyStep } from './property-names.ts';

/** More columns than this are a map that was taken for a record. */
const maxColumns = 150;
const maxPaths = 2_000;

/** A way from a record to a value, and what was found at its end. */
export type PropertyPath = {
  readonly steps: readonly PropertyStep[];
  readonly names: ColumnNames;
  readonly below: Map<string, PropertyPath>;
  /** One per record: none, one or several values. */
  readonly cells: (Located | Located[] | undefined)[];
};

const emptyPath = (): PropertyPath => ({
  steps: [],
  names: { labels: [], hints: [] },
  below: new Map(),
  cells: [],
});

/** Collects the values of records into columns, by property path. */
export class ItemColumns {
  readonly #origin: Origin;
  readonly #recordCount: number;
  readonly #filled: PropertyPath[] = [];
  readonly root = emptyPath();
  /** Where all paths lead when there are too many; nothing is kept there. */
  readonly #nowhere = emptyPath();
  #paths = 0;

  constructor(origin: Origin, recordCount: number) {
    this.#origin = origin;
    this.#recordCount = recordCount;
  }

  /** The path one step on. @param names for a step that is not called by its property. */
  below(path: PropertyPath, step: PropertyStep, names?: ColumnNames): PropertyPath {
    const known = path.below.get(step.property);
    if (known !== undefined) return known;
    if (path === this.#nowhere || this.#paths++ >= maxPaths) return this.#nowhere;
    const steps = [...path.steps, step];
    const next = { steps, names: names ?? namesOf(steps), below: new Map(), cells: [] };
    path.below.set(step.property, next);
    return next;
  }

  add({ path, record }: { path: PropertyPath; record: number }, value: Located): void {
    const { cells } = path;
    if (cells.length === 0) {
      if (path === this.#nowhere || this.#filled.length >= maxColumns) return;
      this.#filled.push(path);
    }
    while (cells.length < record) cells.push(undefined);
    const cell = cells[record];
    if (cell === undefined) cells[record] = value;
    else if (Array.isArray(cell)) cell.push(value);
    else cells[record] = [cell, value];
  }

  columns(): Column[] {
    const hasPrice = this.#filled.some(({ names }) => names.hints.includes('price'));
    return this.#filled.map(({ names, cells }) => ({
      origin: this.#origin,
      labels: names.labels,
      // The lowest price of several offers is the price where no other is given.
      hints: !hasPrice && names.hints.includes('lowPrice') ? [...names.hints, 'price'] : names.hints,
      cells: Array.from({ length: this.#recordCount }, (_, record) => contentOf(cells[record])),
    }));
  }
}

/** One value, or the distinct ones of several, in page order. */
export const contentOf = (values: Located | readonly Located[] | undefined): CellContent | null => {
  if (values === undefined || 'text' in values) return values ?? null;
  const distinct = new Map<string, Located>();
  for (const value of values) if (!distinct.has(value.text)) distinct.set(value.text, value);
  const [first] = distinct.values();
  return first !== undefined && distinct.size === 1 ? first : [...distinct.values()];
};
