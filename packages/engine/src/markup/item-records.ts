import type { Page } from '../page/page.ts';
import type { Column } from '../regions/region.ts';
import { stepTexts } from './instruction-steps.ts';
import { ItemColumns, type PropertyPath } from './item-columns.ts';
import { type ItemValue, isItem, isLocated, type MarkupItem, textOf } from './items.ts';
import { splitLines } from './json-lines.ts';

/** How deep the properties of nested items are followed. */
const maxDepth = 5;
/** How many values a region may hold: items may refer to each other many times. */
const maxValues = 3_000_000;
const maxLabelLength = 80;

/** Lists that pages also write as one text, a line for each. */
const lineProperties = new Set(['recipeIngredient', 'ingredients', 'tool', 'supply']);
const stepProperties = new Set(['recipeInstructions', 'recipeInstruction', 'instructions', 'step', 'steps']);

/** The properties of items as columns, a record per item; those of nested items as paths (`offers.price`). */
export const columnsOf = (page: Page, items: readonly MarkupItem[]): Column[] => {
  const [first] = items;
  if (first === undefined) return [];
  const columns = new ItemColumns(first.origin, items.length);
  const reader = new RecordReader(page, columns);
  items.forEach((item, record) => {
    reader.read(item, { record, path: columns.root, within: null });
  });
  return columns.columns();
};

/** Where reading stands: the record, the path to the item at hand and the items on it. */
type Way = { readonly record: number; readonly path: PropertyPath; readonly within: Within | null };
type Within = { readonly item: MarkupItem; readonly outer: Within | null };

class RecordReader {
  readonly #page: Page;
  readonly #columns: ItemColumns;
  #left = maxValues;

  constructor(page: Page, columns: ItemColumns) {
    this.#page = page;
    this.#columns = columns;
  }

  read(item: MarkupItem, way: Way): void {
    const within = { item, outer: way.within };
    for (const [property, values] of item.properties) {
      if (this.#left < 0) return;
      const path = this.#columns.below(way.path, { property, types: item.types });
      const next = { record: way.record, path, within };
      if (stepProperties.has(property)) this.#addLines(next, values.flatMap(stepTexts));
      else if (lineProperties.has(property)) this.#addLines(next, values);
      else this.#addAll(next, values);
    }
  }

  #addAll(way: Way, values: readonly ItemValue[]): void {
    for (const value of values) {
      if (isItem(value)) this.#follow(value, way);
      else {
        this.#left--;
        this.#columns.add(way, value);
      }
    }
  }

  #addLines(way: Way, values: readonly ItemValue[]): void {
    for (const value of values) this.#addAll(way, isItem(value) ? [value] : splitLines(this.#page, value));
  }

  #follow(item: MarkupItem, way: Way): void {
    if (way.path.steps.length >= maxDepth || isOnWay(item, way.within)) return;
    this.#left--;
    if (!this.#readPair(item, way)) this.read(item, way);
  }

  /** A named value (schema.org's PropertyValue) is a column with that name as its label. */
  #readPair(item: MarkupItem, way: Way): boolean {
    if (item.origin !== 'state' && !item.types.includes('PropertyValue')) return false;
    const name = textOf(item, 'name') ?? textOf(item, 'key') ?? textOf(item, 'label');
    const values = item.properties.get('value')?.filter(isLocated) ?? [];
    if (name === null || values.length === 0 || name.text.length > maxLabelLength) return false;
    const step = { property: `= ${name.text}`, types: item.types };
    const path = this.#columns.below(way.path, step, { labels: [name.text], hints: [] });
    this.#addAll({ ...way, path }, values);
    return true;
  }
}

const isOnWay = (item: MarkupItem, within: Within | null): boolean => {
  for (let at = within; at !== null; at = at.outer) if (at.item === item) return true;
  return false;
};
