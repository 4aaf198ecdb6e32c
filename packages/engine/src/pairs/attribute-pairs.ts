import { firstChild, type Page, rawAttribute, tagOf } from '../page/page.ts';
import { attributeText, locateAttribute } from '../page/text.ts';
import { isLabel, trimLabel } from './label.ts';
import type { Pair } from './pair.ts';
import { locateValue, wholeLeaves } from './value-text.ts';

/** The longest text that an attribute names, in UTF-16 units of markup. */
const longValue = 300;

/** Values that an attribute names: `aria-label`, `title`, `data-label`, and what a `label for` points to. */
export const attributePairs = (page: Page): Pair[] => [...namedElements(page), ...labelledElements(page)];

const naming = ['aria-label', 'data-label', 'data-title', 'data-th', 'title'];

const namedElements = (page: Page): Pair[] => {
  const names = new Map(naming.map((name) => [page.attributeNames.find(name), name]));
  names.delete(-1);
  const pairs: Pair[] = [];
  for (let e = 0; names.size > 0 && e < page.elementCount; e++) {
    const end = page.firstAttribute[e + 1] ?? 0;
    for (let a = page.firstAttribute[e] ?? 0; a < end; a++) {
      const name = names.get(page.attributeName[a] ?? -1);
      const pair = name === undefined || page.hidden[e] === 1 ? null : namedBy(page, e, name);
      if (pair !== null) pairs.push(pair);
    }
  }
  return pairs;
};

const unnamed = new Set([
  'a',
  'button',
  'input',
  'select',
  'nav',
  'form',
  'section',
  'img',
  'abbr',
  'iframe',
  'option',
]);

const namedBy = (page: Page, element: number, name: string): Pair | null => {
  if (unnamed.has(tagOf(page, element))) return null;
  const label = trimLabel(attributeText(page, element, name));
  if (!isLabel(label)) return null;
  const value = readText(page, element);
  return value === null || isSame(value, label) ? null : { label, value, element };
};

const isSame = (value: Pair['value'], label: string): boolean => 'text' in value && value.text === label;

const readText = (page: Page, element: number): Pair['value'] | null => {
  const range = wholeLeaves(page, page.firstLeaf[element] ?? 0, page.endLeaf[element] ?? 0);
  return range.to <= range.from || range.end - range.start > longValue ? null : locateValue(page, range);
};

const labelledElements = (page: Page): Pair[] => {
  const tag = page.tagNames.find('label');
  if (tag < 0 || page.attributeNames.find('for') < 0) return [];
  const targets = new Map<string, number>();
  for (let e = 0; e < page.elementCount; e++) {
    const id = rawAttribute(page, e, 'id');
    if (id !== null && !targets.has(id)) targets.set(id, e);
  }
  const pairs: Pair[] = [];
  for (let e = 0; e < page.elementCount; e++) {
    const target = page.tag[e] === tag ? targets.get(rawAttribute(page, e, 'for') ?? '') : undefined;
    const pair = target === undefined || page.hidden[e] === 1 ? null : labelledBy(page, e, target);
    if (pair !== null) pairs.push(pair);
  }
  return pairs;
};

const labelledBy = (page: Page, label: number, target: number): Pair | null => {
  const text = readText(page, label);
  const name = text !== null && 'text' in text ? trimLabel(text.text) : '';
  if (!isLabel(name) || page.hidden[target] === 1) return null;
  const isField = tagOf(page, target) === 'input' && firstChild(page, target) < 0;
  const value = isField ? locateAttribute(page, target, 'value') : readText(page, target);
  return value === null ? null : { label: name, value, element: target };
};
