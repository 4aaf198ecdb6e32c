import { nextSibling, type Page } from '../page/page.ts';

/** Where a selector searches: the children of `element` from `first` up to `end`, and their leaves. */
export type Scope = {
  readonly element: number;
  readonly first: number;
  readonly end: number;
  readonly firstLeaf: number;
  readonly endLeaf: number;
};

/** What lies in one element. */
export const elementScope = (page: Page, element: number): Scope => ({
  element,
  first: element + 1,
  end: page.end[element] ?? 0,
  firstLeaf: page.firstLeaf[element] ?? 0,
  endLeaf: page.endLeaf[element] ?? 0,
});

/** The whole page. */
export const pageScope = (page: Page): Scope => elementScope(page, 0);

/** A run of neighbours: from the element `first` up to the element `end` (one past the last), texts between included. */
export const runScope = (page: Page, first: number, end: number): Scope => {
  const element = page.parent[first] ?? 0;
  const isLast = end >= (page.end[element] ?? 0);
  return {
    element,
    first,
    end,
    firstLeaf: page.firstLeaf[first] ?? 0,
    endLeaf: isLast ? (page.endLeaf[element] ?? 0) : (page.firstLeaf[end] ?? 0),
  };
};

/** The elements directly in a scope. */
export const childrenIn = (page: Page, { first, end }: Scope): number[] => {
  const children: number[] = [];
  for (let child = first; child >= 0 && child < end; child = nextSibling(page, child)) children.push(child);
  return children;
};
