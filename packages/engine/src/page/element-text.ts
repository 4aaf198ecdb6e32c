import type { Page } from './page.ts';
import { dropTags, nextTag } from './tag-spans.ts';
import { blockTags } from './tags.ts';
import { decodeText, isLeafVisible, type Located, leafText } from './text.ts';

/**
 * The visible text of an element as contiguous slices of the page, in order.
 * Dropping the tags of a slice gives its text; a slice ends where that would glue two lines together or would take in
 * hidden text, so most elements have one.
 */
export const locateElement = (page: Page, element: number): Located[] =>
  locateLeaves(page, element, { from: page.firstLeaf[element] ?? 0, to: page.endLeaf[element] ?? 0 });

/** The visible text of the leaves `[from, to)`, as `locateElement` gives it. @param element what the text belongs to. */
export const locateLeaves = (
  page: Page,
  element: number,
  leaves: { from: number; to: number },
): Located[] => {
  const slices: Located[] = [];
  let first = -1;
  let last = -1;
  for (let leaf = leaves.from; leaf < leaves.to; leaf++) {
    if (!isLeafVisible(page, leaf)) continue;
    if (first >= 0 && (last !== leaf - 1 || !canJoin(page, last, leaf))) {
      slices.push(locateSlice(page, element, first, last));
      first = -1;
    }
    if (first < 0) first = leaf;
    last = leaf;
  }
  if (first >= 0) slices.push(locateSlice(page, element, first, last));
  return slices;
};

const locateSlice = (page: Page, element: number, first: number, last: number): Located => {
  const start = page.leafStart[first] ?? 0;
  const end = page.leafEnd[last] ?? 0;
  const text = first === last ? leafText(page, first) : decodeText(dropTags(page.html, start, end));
  return { text, source: 'text', element, start, end };
};

/** Raised digits are cents or the number of a note: run together with those before them they would be another number. */
const raisedTags = new Set(['sup', 'sub']);

const isDigit = (html: string, offset: number, step: number): boolean => /\d/.test(html[offset + step] ?? '');

/** Two neighbouring leaves may stand in one slice unless a line ends between them and no white space would show it. */
const canJoin = (page: Page, leaf: number, next: number): boolean => {
  const end = page.leafStart[next] ?? 0;
  let from = page.leafEnd[leaf] ?? 0;
  let hasBlock = false;
  for (let tag = nextTag(page.html, from, end); tag !== null; tag = nextTag(page.html, from, end)) {
    if (tag.start > from) return true;
    if (
      raisedTags.has(tag.name) &&
      isDigit(page.html, page.leafEnd[leaf] ?? 0, -1) &&
      isDigit(page.html, end, 0)
    )
      return false;
    hasBlock ||= blockTags.has(tag.name);
    from = tag.end;
  }
  return from < end || !hasBlock;
};
