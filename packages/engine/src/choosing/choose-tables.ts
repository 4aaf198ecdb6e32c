import { matchFields } from '../matching/match-fields.ts';
import type { FieldNames } from '../matching/name-match.ts';
import type { Page } from '../page/page.ts';
import type { Region } from '../regions/region.ts';
import type { Choice } from './choose-records.ts';

/** The region that answers the fields best, of regions whose columns have names: tables and lists in the markup. */
export const chooseNamed = (
  page: Page,
  names: readonly FieldNames[],
  regions: readonly Region[],
): Choice | null => {
  let best: Choice | null = null;
  for (const region of regions) {
    if (region.recordCount === 0) continue;
    const match = matchFields(page, names, region);
    const answered = match.scores.reduce((sum, score) => sum + score, 0) / Math.max(1, names.length);
    const worth = answered * (1 + 0.02 * Math.min(5, Math.log2(region.recordCount)));
    if (best === null || worth > best.worth) best = { match, worth };
  }
  return best;
};
