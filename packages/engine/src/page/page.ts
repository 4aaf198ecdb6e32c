import type { Names } from './names.ts';

/**
 * The compact index of a page: one number per element and property, in document order.
 *
 * Elements are numbered in pre-order from 0 (`html`), so the subtree of `e` is `[e, end[e])` and its text leaves are
 * `[firstLeaf[e], endLeaf[e])`. All offsets are UTF-16 offsets into `html` as it was sent.
 */
export type Page = {
  readonly html: string;
  /** What relative links are resolved against: `<base href>`, else the page's address, else null. */
  readonly baseUrl: string | null;
  readonly elementCount: number;
  /** Tag name ids, see `tagNames`. */
  readonly tag: Int32Array;
  /** The parent element, -1 for the root. */
  readonly parent: Int32Array;
  /** Distance from the root; at most `maxDepth`. */
  readonly depth: Int32Array;
  /** One past the last element of the subtree. */
  readonly end: Int32Array;
  /** Offsets of the start tag: `<`, and one past `>`; both -1 for an element that the markup implies. */
  readonly tagStart: Int32Array;
  readonly tagEnd: Int32Array;
  /** Ids of the whole class attribute, see `classNames`; 0 without one. */
  readonly classes: Int32Array;
  /** Attributes of `e` are numbered `[firstAttribute[e], firstAttribute[e + 1])`. */
  readonly firstAttribute: Int32Array;
  readonly attributeName: Int32Array;
  readonly attributeStart: Int32Array;
  readonly attributeEnd: Int32Array;
  readonly firstLeaf: Int32Array;
  readonly endLeaf: Int32Array;
  /** 1 where nobody sees the element: script, template, `hidden`, `display: none` and what lies in them. */
  readonly hidden: Uint8Array;
  readonly leafCount: number;
  /** Text leaves with something else than white space; offsets without the white space around it. */
  readonly leafStart: Int32Array;
  readonly leafEnd: Int32Array;
  readonly leafParent: Int32Array;
  /** Texts of leaves that have been read, by leaf. */
  readonly leafTexts: (string | undefined)[];
  readonly tagNames: Names;
  readonly classNames: Names;
  readonly attributeNames: Names;
};

export const tagOf = (page: Page, element: number): string => page.tagNames.text(page.tag[element] ?? 0);

/** The next element with the same parent, or -1. */
export const nextSibling = (page: Page, element: number): number => {
  const next = page.end[element] ?? 0;
  const parent = page.parent[element] ?? -1;
  return parent >= 0 && next < (page.end[parent] ?? 0) ? next : -1;
};

/** The first child element, or -1. */
export const firstChild = (page: Page, element: number): number =>
  element + 1 < (page.end[element] ?? 0) ? element + 1 : -1;

export const childrenOf = (page: Page, element: number): number[] => {
  const children: number[] = [];
  for (let child = firstChild(page, element); child >= 0; child = nextSibling(page, child))
    children.push(child);
  return children;
};

export const isWithin = (page: Page, element: number, ancestor: number): boolean =>
  element >= ancestor && element < (page.end[ancestor] ?? 0);

/** The deepest element that holds both. */
export const commonAncestor = (page: Page, one: number, other: number): number => {
  let ancestor = Math.min(one, other);
  const target = Math.max(one, other);
  while (ancestor > 0 && !isWithin(page, target, ancestor)) ancestor = page.parent[ancestor] ?? 0;
  return ancestor;
};

/** The number of an element's attribute, or -1. Names are lower case. */
export const findAttribute = (page: Page, element: number, name: string): number => {
  const id = page.attributeNames.find(name);
  if (id < 0) return -1;
  const end = page.firstAttribute[element + 1] ?? 0;
  for (let a = page.firstAttribute[element] ?? 0; a < end; a++) if (page.attributeName[a] === id) return a;
  return -1;
};

/** An attribute's text as it stands in the markup, entities and all; null when the element has none. */
export const rawAttribute = (page: Page, element: number, name: string): string | null => {
  const a = findAttribute(page, element, name);
  return a < 0 ? null : page.html.slice(page.attributeStart[a], page.attributeEnd[a]);
};
