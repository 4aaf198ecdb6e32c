import type { Page } from '../page/page.ts';
import type { Located } from '../page/text.ts';
import type { Column } from '../regions/region.ts';
import { ItemColumns } from './item-columns.ts';
import { type ItemValue, isItem, isLocated, itemsOf, type MarkupItem, textOf } from './items.ts';
import { splitLines } from './json-lines.ts';
import { namesOf, type PropertyStep } from './property-names.ts';

/** How deep the properties of nested items are followed. */
const maxDepth = 4;
/** How many values a region may hold for each that is its records' own: items may refer to each other many times. */
const maxValues = 3_000_000;

/** Lists that pages also write as one text, a line for each. */
const lineProperties = new Set(['recipeIngredient', 'ingredients', 'tool', 'supply']);
const stepProperties = new Set(['recipeInstructions', 'recipeInstruction', 'instructions', 'step', 'steps']);

/** The properties of items as columns, a record per item; those of nested items as paths (`offers.price`). */
export const columnsOf = (page: Page, items: readonly MarkupItem[]): Column[] => {
  const [first] = items;
  if (first === undefined) return [];
  const reader = new RecordReader(page, new ItemColumns(first.origin, items.length));
  items.forEach((item, record) => {
    reader.read(item, { record, path: '', steps: [], within: [] });
  });
  return reader.columns();
};

/** Where reading stands: the record, and the way to the item at hand. */
type Way = {
  readonly record: number;
  readonly path: string;
  readonly steps: readonly PropertyStep[];
  readonly within: readonly MarkupItem[];
};

class RecordReader {
  readonly #page: Page;
  readonly #columns: ItemColumns;
  #left = maxValues;

  constructor(page: Page, columns: ItemColumns) {
    this.#page = page;
    this.#columns = columns;
  }

  columns(): Column[] {
    return this.#columns.columns();
  }

  read(item: MarkupItem, way: Way): void {
    for (const [property, values] of item.properties) {
      if (stepProperties.has(property)) {
        this.#addLines(item, property, { way, texts: values.flatMap(stepTexts) });
        continue;
      }
      if (lineProperties.has(property)) {
        this.#addLines(item, property, { way, texts: values.filter(isLocated) });
        continue;
      }
      for (const value of values) {
        if (!isItem(value)) this.#add(item, property, { way, text: value });
        else if (!this.#readPair(value, { ...way, path: join(way.path, property) })) {
          this.#follow(value, { item, property, way });
        }
      }
    }
  }

  #addLines(
    owner: MarkupItem,
    property: string,
    { way, texts }: { way: Way; texts: readonly Located[] },
  ): void {
    for (const one of texts) {
      for (const text of splitLines(this.#page, one)) this.#add(owner, property, { way, text });
    }
  }

  #add(owner: MarkupItem, property: string, { way, text }: { way: Way; text: Located }): void {
    if (this.#left-- < 0) return;
    this.#columns.add({ record: way.record, path: join(way.path, property) }, text, () =>
      namesOf([...way.steps, { property, types: owner.types }]),
    );
  }

  #follow(value: MarkupItem, from: { item: MarkupItem; property: string; way: Way }): void {
    const { item, property, way } = from;
    if (way.steps.length >= maxDepth || value === item || way.within.includes(value) || this.#left < 0)
      return;
    this.read(value, {
      record: way.record,
      path: join(way.path, property),
      steps: [...way.steps, { property, types: item.types }],
      within: [...way.within, item],
    });
  }

  /** A named value (schema.org's PropertyValue) is a column with that name as its label. */
  #readPair(item: MarkupItem, way: Way): boolean {
    if (!item.types.includes('PropertyValue') && item.origin !== 'state') return false;
    const name = textOf(item, 'name') ?? textOf(item, 'key') ?? textOf(item, 'label');
    const values = (item.properties.get('value') ?? []).filter(isLocated);
    if (name === null || values.length === 0 || name.text.length > 80) return false;
    for (const value of values) {
      this.#columns.add({ record: way.record, path: `${way.path}\n${name.text}` }, value, () => ({
        labels: [name.text],
        hints: [],
      }));
    }
    return true;
  }
}

const join = (path: string, property: string): string => (path === '' ? property : `${path}.${property}`);

/** The texts of instructions: steps as they are, sections opened, a step's text before its name. */
const stepTexts = (value: ItemValue): Located[] => {
  const texts: Located[] = [];
  const open: { readonly value: ItemValue; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (!isItem(at.value)) texts.push(at.value);
    else if (at.depth < maxDepth) {
      const depth = at.depth + 1;
      for (const inner of stepParts(at.value).toReversed()) open.push({ value: inner, depth });
    }
  }
  return texts;
};

const stepParts = (item: MarkupItem): readonly ItemValue[] => {
  const text = item.properties.get('text');
  if (text !== undefined) return text;
  const parts = [...itemsOf(item, 'itemListElement'), ...itemsOf(item, 'steps'), ...itemsOf(item, 'item')];
  if (parts.length > 0) return parts;
  const list =
    item.properties.get('itemListElement') ??
    item.properties.get('name') ??
    item.properties.get('description');
  return list ?? [];
};
