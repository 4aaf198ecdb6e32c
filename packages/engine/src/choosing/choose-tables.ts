import type { Match, Matcher } from '../matching/match-fields.ts';
import type { FieldNames } from '../matching/name-match.ts';
import type { Region } from '../regions/region.ts';
import type { Choice } from './choose-records.ts';

/** The region that answers the fields best, of regions whose columns have names: tables and lists in the markup. */
export const chooseNamed = (
  names: readonly FieldNames[],
  regions: readonly Region[],
  matcher: Matcher,
): Choice | null => {
  let best: Choice | null = null;
  for (const region of regions) {
    if (region.recordCount === 0) continue;
    const match = matcher(names, region);
    const answered = match.scores.reduce((sum, score) => sum + score, 0) / Math.max(1, names.length);
    const worth = answered * (region.recordCount > 1 ? 1 : 0.8) * (0.95 + 0.05 * shareUsed(match));
    // Of tables with one header the longest is the main one.
    if (
      best === null ||
      worth > best.worth ||
      (worth === best.worth && region.recordCount > best.match.region.recordCount)
    ) {
      best = { match, worth };
    }
  }
  return best;
};

/** The share of the region's named columns that answer a field: a table of just these columns is meant before a wider one. */
const shareUsed = ({ region, columns }: Match): number => {
  const named = region.columns.filter(({ labels }) => labels.length === 1).length;
  const used = columns.filter((column) => column !== null).length;
  return named === 0 ? 0 : Math.min(1, used / named);
};
