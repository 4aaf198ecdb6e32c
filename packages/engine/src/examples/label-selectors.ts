import { commonAncestor, type Page, tagOf } from '../page/page.ts';
import { isLeafVisible, leafText } from '../page/text.ts';
import { childrenIn, elementScope, type Scope } from '../wrapper/scope.ts';
import type { Selector } from '../wrapper/wrapper.ts';
import { kindStep } from './element-steps.ts';
import type { Place } from './place.ts';

const longestLabel = 40;
/** Elements that mark a text as a label. */
const labelTags = new Set(['th', 'dt', 'label', 'b', 'strong']);
/** How far in front of a value its label may stand. */
const farthest = 2;

/** The ways to a value by the texts that stand in front of it. */
export const labelSelectors = (page: Page, scope: Scope, place: Place): Selector[] => {
  if (place.source !== 'text') return [];
  const selectors: Selector[] = [];
  let distance = 0;
  for (let leaf = place.from - 1; leaf >= scope.firstLeaf && distance < farthest; leaf--) {
    if (!isLeafVisible(page, leaf)) continue;
    distance++;
    const text = leafText(page, leaf);
    const selector = isLabel(text) ? labelSelector(page, place, { leaf, text, distance }) : null;
    if (selector !== null) selectors.push(selector);
  }
  return selectors;
};

const isLabel = (text: string): boolean =>
  text.length <= longestLabel && /\p{L}/u.test(text) && !/\d/.test(text);

type LabelLeaf = { readonly leaf: number; readonly text: string; readonly distance: number };

const labelSelector = (page: Page, place: Place, { leaf, text, distance }: LabelLeaf): Selector | null => {
  const labelElement = page.leafParent[leaf] ?? 0;
  const valueElement = page.leafParent[place.from] ?? 0;
  const around = commonAncestor(page, labelElement, valueElement);
  const up = levels(page, labelElement, around);
  const isMarked = /[:：]$/.test(text) || labelTags.has(tagOf(page, labelElement));
  if (firstVisible(page, place.element) === place.from && endsWith(page, place) && place.element !== around) {
    const label = { text, isMarked, up, distance, rise: levels(page, valueElement, place.element) };
    return { by: 'label', label, path: [], source: 'text' };
  }
  if (commonAncestor(page, around, place.element) !== around) return null;
  const children = childrenIn(page, elementScope(page, around));
  const cuts = children.some((c) => (page.firstLeaf[c] ?? 0) < place.to && (page.endLeaf[c] ?? 0) > place.to);
  const after = children.find(
    (c) => (page.firstLeaf[c] ?? 0) >= place.to && (page.firstLeaf[c] ?? 0) > place.from,
  );
  if (cuts) return null;
  const part = after === undefined ? {} : { to: kindStep(page, after) };
  return { by: 'label', label: { text, isMarked, up, distance, rise: 0 }, path: [], source: 'text', part };
};

const levels = (page: Page, element: number, ancestor: number): number =>
  (page.depth[element] ?? 0) - (page.depth[ancestor] ?? 0);

const firstVisible = (page: Page, element: number): number => {
  for (let leaf = page.firstLeaf[element] ?? 0; leaf < (page.endLeaf[element] ?? 0); leaf++)
    if (isLeafVisible(page, leaf)) return leaf;
  return -1;
};

const endsWith = (page: Page, { element, to }: Place): boolean => {
  for (let leaf = to; leaf < (page.endLeaf[element] ?? 0); leaf++)
    if (isLeafVisible(page, leaf)) return false;
  return true;
};
