import type { Located } from '../page/text.ts';

/** The syntaxes that describe items. */
type ItemOrigin = 'jsonld' | 'microdata' | 'rdfa' | 'state';

/** A thing that the page's markup describes: a node of JSON-LD, a microdata item, an RDFa resource, a state object. */
export type MarkupItem = {
  /** Local names of its types: `Product`. */
  readonly types: readonly string[];
  readonly origin: ItemOrigin;
  /** The element that describes it: its `itemscope` or `typeof` element, or the script. */
  readonly element: number;
  /** By local property name, values in page order. */
  readonly properties: Map<string, ItemValue[]>;
};

export type ItemValue = Located | MarkupItem;

/** Items that the page gives as one list. */
export type MarkupList = { readonly titles: readonly string[]; readonly items: readonly MarkupItem[] };

export const isItem = (value: ItemValue): value is MarkupItem => 'properties' in value;

export const isLocated = (value: ItemValue): value is Located => !isItem(value);

export const addValue = (item: MarkupItem, property: string, value: ItemValue): void => {
  const values = item.properties.get(property);
  if (values === undefined) item.properties.set(property, [value]);
  else values.push(value);
};

/** `Product` of `https://schema.org/Product`, `schema:Product` and `Product`. */
export const localName = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('#'), name.lastIndexOf(':')) + 1);

/** Local names of space-separated types or properties. */
export const localNames = (names: string): string[] =>
  names.split(/\s+/).flatMap((name) => localName(name.replace(/[/#]$/, '')) || []);

/** The first text of a property, or null. */
export const textOf = (item: MarkupItem, property: string): Located | null => {
  for (const value of item.properties.get(property) ?? []) if (!isItem(value)) return value;
  return null;
};

/** The items among the values of a property. */
export const itemsOf = (item: MarkupItem, property: string): MarkupItem[] =>
  (item.properties.get(property) ?? []).filter(isItem);

export const hasType = (item: MarkupItem, types: ReadonlySet<string>): boolean =>
  item.types.some((type) => types.has(type));
