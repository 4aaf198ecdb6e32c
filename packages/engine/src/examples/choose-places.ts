import type { Place, PlacedRow } from './place.ts';

/** Places of one value beside the nearest that are kept: the same text elsewhere on the page is the same value, often. */
const mostPlaces = 3;

/** Of the places of a page's values those that lie closest together: the tightest record, the nearest places first. */
export const choosePlaces = (row: PlacedRow): PlacedRow => {
  let best: { readonly centre: number; readonly spread: number } | null = null;
  for (const places of row.values()) {
    for (const { from } of places.slice(0, 40)) {
      const spread = spreadAround(row, from);
      if (best === null || spread < best.spread) best = { centre: from, spread };
    }
  }
  const centre = best?.centre ?? 0;
  return new Map([...row].map(([name, places]) => [name, nearest(places, centre).slice(0, mostPlaces)]));
};

const distanceTo = (centre: number, { from }: Place): number => Math.abs(from - centre);

const spreadAround = (row: PlacedRow, centre: number): number => {
  let spread = 0;
  for (const places of row.values())
    if (places.length > 0) spread += Math.sqrt(Math.min(...places.map((place) => distanceTo(centre, place))));
  return spread;
};

const nearest = (places: readonly Place[], centre: number): Place[] =>
  [...places].sort((a, b) => distanceTo(centre, a) - distanceTo(centre, b));
