import { firstChild, type Page, rawAttribute, tagOf } from '../page/page.ts';
import { attributeText, locateAttribute } from '../page/text.ts';
import { isLabel, trimLabel } from './label.ts';
import type { Pair } from './pair.ts';
import { locateValue, wholeLeaves } from './value-text.ts';

/** The longest text that an attribute names, in UTF-16 units of markup. */
const longValue = 300;

const maxPairs = 300;

/** Values that an attribute names: `aria-label`, `title`, `data-label`, and what a `label for` points to. */
export const attributePairs = (page: Page): Pair[] => [...namedElements(page), ...labelledElements(page)];

const naming = ['aria-label', 'data-label', 'data-title', 'data-th', 'title'];

const namedElements = (page: Page): Pair[] => {
  const names = new Map(naming.map((name) => [page.attributeNames.find(name), name]));
  names.delete(-1);
  const pairs: Pair[] = [];
  for (let e = 0; names.size > 0 && e < page.elementCount && pairs.length < maxPairs; e++) {
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
  const targetOf = new Map<string, number>();
  const labels: { element: number; id: string }[] = [];
  const tag = page.tagNames.find('label');
  for (let e = 0; tag >= 0 && e < page.elementCount && labels.length < maxPairs; e++) {
    const id = page.tag[e] === tag && page.hidden[e] === 0 ? rawAttribute(page, e, 'for') : null;
    if (id === null || id === '' || targetOf.has(id)) continue;
    labels.push({ element: e, id });
    targetOf.set(id, -1);
  }
  if (labels.length > 0) findTargets(page, targetOf);
  return labels.flatMap(({ element, id }) => {
    const target = targetOf.get(id) ?? -1;
    const pair = target < 0 ? null : labelledBy(page, element, target);
    return pair === null ? [] : [pair];
  });
};

/** Sets the elements that carry the ids; the first of each counts. */
const findTargets = (page: Page, targetOf: Map<string, number>): void => {
  const name = page.attributeNames.find('id');
  for (let e = 0; e < page.elementCount; e++) {
    const end = page.firstAttribute[e + 1] ?? 0;
    for (let a = page.firstAttribute[e] ?? 0; a < end; a++) {
      if (page.attributeName[a] !== name) continue;
      const id = page.html.slice(page.attributeStart[a], page.attributeEnd[a]);
      if (targetOf.get(id) === -1) targetOf.set(id, e);
    }
  }
};

const labelledBy = (page: Page, label: number, target: number): Pair | null => {
  const text = readText(page, label);
  const name = text !== null && 'text' in text ? trimLabel(text.text) : '';
  if (!isLabel(name) || page.hidden[target] === 1) return null;
  const isField = tagOf(page, target) === 'input' && firstChild(page, target) < 0;
  const value = isField ? locateAttribute(page, target, 'value') : readText(page, target);
  return value === null ? null : { label: name, value, element: target };
};
