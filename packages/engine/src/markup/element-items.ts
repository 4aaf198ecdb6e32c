import { locateElement } from '../page/element-text.ts';
import type { Page } from '../page/page.ts';
import type { Located } from '../page/text.ts';
import { addValue, type ItemValue, type MarkupItem } from './items.ts';

/** How a syntax that lives in attributes says what an element is. */
export type ElementSyntax = {
  /** The item that the element describes, or null. */
  readonly itemAt: (element: number) => MarkupItem | null;
  /** The properties whose value the element gives; empty for most. */
  readonly propertiesAt: (element: number) => readonly string[];
  /** The property's value when the element describes no item of its own. */
  readonly valuesAt: (element: number, property: string) => readonly ItemValue[];
};

export type ElementItems = {
  /** Items that are not the value of another one's property. */
  readonly top: Set<MarkupItem>;
  readonly byElement: Map<number, MarkupItem>;
  /** Elements with a property that stand in no item. */
  readonly orphans: readonly number[];
};

/** Reads the items of a page, each property going to the nearest item around it. */
export const readElementItems = (page: Page, syntax: ElementSyntax): ElementItems => {
  const top = new Set<MarkupItem>();
  const byElement = new Map<number, MarkupItem>();
  const orphans: number[] = [];
  const open: MarkupItem[] = [];
  for (let e = 0; e < page.elementCount; e++) {
    if (page.firstAttribute[e] === page.firstAttribute[e + 1]) continue;
    while (open.length > 0 && e >= (page.end[open.at(-1)?.element ?? 0] ?? 0)) open.pop();
    const item = syntax.itemAt(e);
    const properties = syntax.propertiesAt(e);
    const owner = open.at(-1);
    if (owner !== undefined) addProperties({ owner, properties, item, element: e }, syntax);
    else if (properties.length > 0) orphans.push(e);
    if (item === null) continue;
    if (owner === undefined || properties.length === 0) top.add(item);
    byElement.set(e, item);
    open.push(item);
  }
  return { top, byElement, orphans };
};

export type PropertyElement = {
  readonly owner: MarkupItem;
  readonly properties: readonly string[];
  readonly item: MarkupItem | null;
  readonly element: number;
};

/** Gives what an element holds to the item that it is a property of. */
export const addProperties = (at: PropertyElement, syntax: ElementSyntax): void => {
  for (const property of at.properties) {
    if (at.item !== null) addValue(at.owner, property, at.item);
    else for (const value of syntax.valuesAt(at.element, property)) addValue(at.owner, property, value);
  }
};

/** How often the page's length may be read as text of properties, which may lie in each other. */
const maxTextReadings = 8;

/** Reads the visible text of elements, until properties nested in each other have made it read too much. */
export const boundedTexts = (page: Page): ((element: number) => Located[]) => {
  let left = maxTextReadings * page.html.length;
  return (element) => {
    const last = (page.endLeaf[element] ?? 0) - 1;
    const first = page.firstLeaf[element] ?? 0;
    if (last < first) return [];
    left -= (page.leafEnd[last] ?? 0) - (page.leafStart[first] ?? 0);
    return left < 0 ? [] : locateElement(page, element);
  };
};
