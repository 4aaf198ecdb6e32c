import { locateLeaves } from '../page/element-text.ts';
import type { Page } from '../page/page.ts';
import { locateAttribute } from '../page/text.ts';
import type { CellContent } from '../regions/region.ts';
import { cutBetween } from './cut-text.ts';
import { findLabelled } from './find-label.ts';
import { nthOf, stepTests } from './match-step.ts';
import { childrenIn, elementScope, type Scope } from './scope.ts';
import type { Between, Part, Selector, Step } from './wrapper.ts';

/** Reads what a selector finds in a scope; null when it finds nothing. */
export type ReadSelector = (selector: Selector, scope: Scope) => CellContent | null;

/** The leaves `[from, to)` that a selector leads to, and the element that they belong to. */
type Found = { readonly element: number; readonly from: number; readonly to: number };

/** Interprets selectors on one page. */
export const selectorReader = (page: Page): ReadSelector => {
  const testOf = stepTests(page);

  const childOf = (scope: Scope, step: Step): number => {
    const test = testOf(step);
    return nthOf(childrenIn(page, scope).filter(test), step.nth);
  };

  const anchorIn = (scope: Scope, step: Step): number => {
    const test = testOf(step);
    let left = step.nth ?? 1;
    for (let e = scope.first; e < scope.end; e++) if (test(e) && --left === 0) return e;
    return -1;
  };

  const walk = (scope: Scope, { anchor, path }: Selector): Scope | null => {
    let at = scope;
    if (anchor !== undefined) {
      const element = anchorIn(scope, anchor);
      if (element < 0) return null;
      at = elementScope(page, element);
    }
    for (const step of path) {
      const child = childOf(at, step);
      if (child < 0) return null;
      at = elementScope(page, child);
    }
    return at;
  };

  /** What stands behind one child and in front of another. */
  const partOf = (scope: Scope, { from, to }: Part): Found | null => {
    const begin = from === undefined ? -1 : childOf(scope, from);
    if (from !== undefined && begin < 0) return null;
    const firstLeaf = begin < 0 ? scope.firstLeaf : (page.endLeaf[begin] ?? 0);
    const end = to === undefined ? -1 : childBehind(scope, to, (child) => child > begin);
    const endLeaf = end < 0 ? scope.endLeaf : (page.firstLeaf[end] ?? 0);
    return { element: scope.element, from: firstLeaf, to: endLeaf };
  };

  const childBehind = (scope: Scope, step: Step, isBehind: (child: number) => boolean): number =>
    childrenIn(page, scope).find((child) => isBehind(child) && testOf(step)(child)) ?? -1;

  const labelledIn = (scope: Scope, { label, part, path, source }: Selector): Found | null => {
    const found = label === undefined ? null : findLabelled(page, scope, label);
    if (found === null) return null;
    const at = walk(elementScope(page, found.element), { by: 'label', path, source });
    if (at === null) return null;
    if (part === undefined) return { element: at.element, from: at.firstLeaf, to: at.endLeaf };
    const inside = elementScope(page, found.around);
    const isBehind = (child: number): boolean => (page.firstLeaf[child] ?? 0) > found.leaf;
    const end = part.to === undefined ? -1 : childBehind(inside, part.to, isBehind);
    return {
      element: found.around,
      from: found.leaf,
      to: end < 0 ? inside.endLeaf : (page.firstLeaf[end] ?? 0),
    };
  };

  const find = (scope: Scope, selector: Selector): Found | null => {
    if (selector.label !== undefined) return labelledIn(scope, selector);
    const at = walk(scope, selector);
    if (at === null) return null;
    return selector.part === undefined
      ? { element: at.element, from: at.firstLeaf, to: at.endLeaf }
      : partOf(at, selector.part);
  };

  return (selector, scope) => {
    const found = find(scope, selector);
    if (found === null) return null;
    if (selector.source !== 'text') return attributeOf(page, found.element, selector.source);
    return textIn(page, found, selector.between);
  };
};

const attributeOf = (page: Page, element: number, source: string): CellContent | null =>
  source.startsWith('attr:') && page.hidden[element] === 0
    ? locateAttribute(page, element, source.slice('attr:'.length))
    : null;

const textIn = (
  page: Page,
  { element, from, to }: Found,
  between: Between | undefined,
): CellContent | null => {
  const slices = locateLeaves(page, element, { from, to }).filter(({ text }) => text !== '');
  const [first] = slices;
  if (first === undefined) return null;
  if (between === undefined) return slices.length > 1 ? slices : first;
  return slices.length > 1 ? null : cutBetween(page, first, between);
};
