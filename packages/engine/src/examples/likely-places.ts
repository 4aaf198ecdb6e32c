import { type Page, tagOf } from '../page/page.ts';
import { pathKeys } from '../records/path-keys.ts';
import { findRecordSets } from '../records/record-sets.ts';
import type { Place } from './place.ts';

/** How many sets of like elements are looked at, and how many records of each. */
const setsLikely = 4;
const recordsLikely = 6;
/** A set far less likely than the likeliest is a menu. */
const leastLikelihood = 0.2;
const furnitureTags = new Set(['nav', 'header', 'footer', 'aside']);

/** Ranks the places of a page by how likely they hold what is asked for: 0 in its likely records, 1, 2 in its furniture. */
export const likelyPlaces = (page: Page): ((place: Place) => number) => {
  const spans = findRecordSets(page, pathKeys(page), setsLikely)
    .filter(({ likelihood }) => likelihood >= leastLikelihood)
    .flatMap((set) => set.spans.slice(0, recordsLikely));
  const isFurniture = furnitureOf(page);
  return ({ element }) => {
    if (spans.some(({ first, end }) => element >= first && element < end)) return 0;
    return isFurniture(element) ? 2 : 1;
  };
};

const furnitureOf = (page: Page): ((element: number) => boolean) => {
  const known = new Uint8Array(page.elementCount);
  // A parent comes before its children.
  for (let e = 1; e < page.elementCount; e++)
    known[e] = known[page.parent[e] ?? 0] === 1 || furnitureTags.has(tagOf(page, e)) ? 1 : 0;
  return (element) => known[element] === 1;
};
