import { isWithin, type Page } from '../page/page.ts';
import { isLeafVisible, leafText } from '../page/text.ts';
import type { Scope } from './scope.ts';
import type { Label } from './wrapper.ts';

/** A value behind its label: the element that holds both, the one that is the value's, and the value's first leaf. */
export type Labelled = { readonly around: number; readonly element: number; readonly leaf: number };

/** The value that stands behind a label as it did where the label was learned; null when there is none. */
export const findLabelled = (page: Page, scope: Scope, label: Label): Labelled | null => {
  for (let leaf = scope.firstLeaf; leaf < scope.endLeaf; leaf++) {
    if (!mayBe(page, leaf, label.text) || !isLeafVisible(page, leaf)) continue;
    if (leafText(page, leaf) !== label.text) continue;
    const labelled = behind(page, scope, { leaf, label });
    if (labelled !== null) return labelled;
  }
  return null;
};

/** A cheap look at the markup before a text is decoded: nothing gets longer by being decoded. */
const mayBe = (page: Page, leaf: number, text: string): boolean => {
  const start = page.leafStart[leaf] ?? 0;
  const first = page.html.charCodeAt(start);
  return (page.leafEnd[leaf] ?? 0) - start >= text.length && (first === text.charCodeAt(0) || first === 38);
};

const behind = (
  page: Page,
  scope: Scope,
  { leaf, label }: { readonly leaf: number; readonly label: Label },
): Labelled | null => {
  const value = leafBehind(page, leaf, { distance: label.distance, end: scope.endLeaf });
  if (value < 0) return null;
  const labelElement = page.leafParent[leaf] ?? 0;
  const around = climb(page, labelElement, label.up);
  const inside = label.up === 0 ? -1 : climb(page, labelElement, label.up - 1);
  if (!holdsLeaf(page, around, value) || (inside >= 0 && holdsLeaf(page, inside, value))) return null;
  const element = climb(page, page.leafParent[value] ?? 0, label.rise);
  return isWithin(page, element, around) ? { around, element, leaf: value } : null;
};

const leafBehind = (page: Page, leaf: number, to: { distance: number; end: number }): number => {
  let left = to.distance;
  for (let l = leaf + 1; l < to.end; l++) if (isLeafVisible(page, l) && --left === 0) return l;
  return -1;
};

const climb = (page: Page, element: number, levels: number): number => {
  let e = element;
  for (let i = 0; i < levels && e > 0; i++) e = page.parent[e] ?? 0;
  return e;
};

const holdsLeaf = (page: Page, element: number, leaf: number): boolean =>
  leaf >= (page.firstLeaf[element] ?? 0) && leaf < (page.endLeaf[element] ?? 0);
