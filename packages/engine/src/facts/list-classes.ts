import { isWithin, type Page } from '../page/page.ts';
import type { FactField } from './fact-field.ts';
import { itemTexts, type ListItems, listItemsIn, withoutRepeats } from './list-items.ts';
import { sectionEnd } from './section-end.ts';

/** A list that its class names tell of. */
export type ClassedList = ListItems & { readonly hint: string };

/** Shorter words stand in too many names by accident. */
const shortestWord = 5;
const maxElements = 120;
const maxLists = 30;

/** Words for what is a part of an item, or stands beside the list. */
const besideList =
  /(?:^|[\s_-])(?:name|amount|unit|quantity|qty|notes?|title|header|heading|head|label|group|toggle|button|btn|link|icon|image|time|count|number|nutrition|calculator|scale|print)(?:$|[\s_-])/i;

/** The lists whose elements carry the field's word in their class name: one list for all elements of a class. */
export const listsByClass = (page: Page, field: FactField): ClassedList[] => {
  const words = [...field.hintWords].filter((word) => word.length >= shortestWord);
  const byClass = new Map<number, number[]>();
  const isTelling = new Map<number, boolean>();
  for (let e = 1; e < page.elementCount; e++) {
    const id = page.classes[e] ?? 0;
    if (id === 0 || page.hidden[e] === 1) continue;
    let telling = isTelling.get(id);
    if (telling === undefined) {
      const name = page.classNames.text(id).toLowerCase();
      telling = words.some((word) => name.includes(word)) && !besideList.test(name);
      isTelling.set(id, telling);
    }
    if (telling) addElement(page, byClass, e);
  }
  return [...byClass].slice(0, maxLists).flatMap(([id, elements]) => {
    const list = itemsOf(page, field, elements);
    return list === null ? [] : [{ ...list, hint: page.classNames.text(id) }];
  });
};

/** Of elements in each other the outer one counts. */
const addElement = (page: Page, byClass: Map<number, number[]>, element: number): void => {
  const id = page.classes[element] ?? 0;
  const known = byClass.get(id);
  const last = known?.[known.length - 1];
  if (known === undefined) byClass.set(id, [element]);
  else if (last !== undefined && !isWithin(page, element, last) && known.length < maxElements)
    known.push(element);
};

/** Elements that hold lists give their items; several that hold none are items themselves. */
const itemsOf = (page: Page, field: FactField, elements: readonly number[]): ListItems | null => {
  const ranges = elements.map((element) => ({ from: element + 1, to: page.end[element] ?? 0 }));
  // An element around several lists is named after one of them, or all.
  if (ranges.some((range) => sectionEnd(page, field, { ...range, rank: 0 }) < range.to)) return null;
  const lists = ranges.map((range) => listItemsIn(page, range));
  const found = lists.filter((list) => list !== null);
  if (found.length > 0 && found.length >= elements.length / 2) {
    const sureness = Math.min(...found.map((list) => list.sureness));
    return { items: withoutRepeats(found.flatMap(({ items }) => items)), sureness };
  }
  const items = withoutRepeats(itemTexts(page, elements));
  return items.length > 1 ? { items, sureness: 0.9 } : null;
};
