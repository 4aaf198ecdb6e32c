import { outermost } from '../page/outermost.ts';
import { commonAncestor, firstChild, nextSibling, type Page } from '../page/page.ts';
import type { PathKeys } from './path-keys.ts';
import type { RecordSet, RecordSpan } from './record-sets.ts';

/** How far above a list's own element its other records are looked for: the first hit, set apart, is a level or two up. */
const levelsAbove = 2;
/** More look-alikes than this for each record are no leftovers of the list. */
const mostForEach = 1;

/**
 * Elements that may be records of a set which its rule missed: siblings of its records with their tag and other class
 * names, and elements of their very kind that stand apart, one set in a frame of its own. Whether they are records shows
 * in what they hold.
 */
export const leftOutRecords = (
  page: Page,
  keys: PathKeys,
  { spans, isFlat }: Pick<RecordSet, 'spans' | 'isFlat'>,
): RecordSpan[] => {
  if (isFlat || spans.length < 2) return [];
  const own = new Set(spans.map(({ first }) => first));
  const found = [...siblingsOf(page, keys, own), ...likesApart(page, keys, spans)];
  const isFree = (e: number): boolean => !own.has(e) && !touchesSpan(page, spans, e);
  const free = outermost(
    page,
    [...new Set(found)].filter(isFree).sort((a, b) => a - b),
  );
  const shared = sharedClasses(page, keys, spans);
  const isNamesake = (e: number): boolean =>
    keys.classesOf(page.classes[e] ?? 0).some((name) => shared.has(name));
  if (free.filter((e) => !isNamesake(e)).length > mostForEach * spans.length) return [];
  return free.map((e) => ({
    first: e,
    end: page.end[e] ?? 0,
    firstLeaf: page.firstLeaf[e] ?? 0,
    endLeaf: page.endLeaf[e] ?? 0,
  }));
};

/** The class names that all records of the set carry: what has one of them is called what they are called. */
const sharedClasses = (page: Page, keys: PathKeys, spans: readonly RecordSpan[]): ReadonlySet<string> => {
  const [first, ...rest] = new Set(spans.map((span) => page.classes[span.first] ?? 0));
  const others = rest.map((id) => keys.classesOf(id));
  return new Set(keys.classesOf(first ?? 0).filter((name) => others.every((names) => names.includes(name))));
};

/** Does the element hold a record, or stand in one? The spans are in page order, so the nearest ones tell. */
const touchesSpan = (page: Page, spans: readonly RecordSpan[], e: number): boolean => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.first ?? 0) <= e) low = middle + 1;
    else high = middle;
  }
  const before = spans[low - 1];
  const after = spans[low];
  return (
    (before !== undefined && e < before.end) || (after !== undefined && (page.end[e] ?? 0) > after.first)
  );
};

const isCandidate = (page: Page, keys: PathKeys, e: number): boolean =>
  (keys.kind[e] ?? -1) >= 0 && page.firstLeaf[e] !== page.endLeaf[e];

const siblingsOf = (page: Page, keys: PathKeys, own: ReadonlySet<number>): number[] => {
  const parents = new Set([...own].map((e) => page.parent[e] ?? -1));
  const tags = new Set([...own].map((e) => page.tag[e]));
  const siblings: number[] = [];
  for (const parent of parents) {
    for (let e = firstChild(page, parent); e >= 0; e = nextSibling(page, e))
      if (tags.has(page.tag[e]) && isCandidate(page, keys, e)) siblings.push(e);
  }
  return siblings;
};

const likesApart = (page: Page, keys: PathKeys, spans: readonly RecordSpan[]): number[] => {
  const kinds = new Set(
    spans
      .filter(({ first }) => keys.classesOf(page.classes[first] ?? 0).length > 0)
      .map(({ first }) => keys.kind[first] ?? -1),
  );
  if (kinds.size !== 1) return [];
  let top = commonAncestor(page, spans[0]?.first ?? 0, spans.at(-1)?.first ?? 0);
  for (let level = 0; level < levelsAbove; level++) top = Math.max(0, page.parent[top] ?? 0);
  const likes: number[] = [];
  for (let e = top + 1; e < (page.end[top] ?? 0); e++)
    if (kinds.has(keys.kind[e] ?? -1) && isCandidate(page, keys, e)) likes.push(e);
  return likes;
};
