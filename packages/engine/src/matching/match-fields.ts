import type { Page } from '../page/page.ts';
import type { Column, Region } from '../regions/region.ts';
import { assign } from './assign.ts';
import { profileColumns } from './column-profile.ts';
import { fillByOrder } from './fill-by-order.ts';
import type { FieldNames } from './name-match.ts';
import { profileRegion, scoreColumn } from './score-column.ts';
import { TypeFits } from './type-fits.ts';

/** A region read for the fields that are asked for. */
export type Match = {
  readonly region: Region;
  /** For each field its column, null where nothing answers it well enough. */
  readonly columns: readonly (Column | null)[];
  /** For each field how well, 0..1. */
  readonly scores: readonly number[];
};

/** A wrong value costs more than an empty one: below this a field stays empty. */
const leastScore = 0.24;

export type Matcher = (fields: readonly FieldNames[], region: Region) => Match;

/** A matcher for the regions of one page: gives each field the column that answers it best, each column once. */
export const createMatcher = (page: Page): Matcher => {
  const fits = new TypeFits();
  return (fields, region) => {
    const profiles = profileColumns(page, region.columns, fits);
    const profile = profileRegion(profiles);
    const weights = fields.map((names) =>
      profiles.map((column) => Math.max(0, scoreColumn(names, column, profile) - leastScore)),
    );
    const chosen = fillByOrder(fields, assign(weights), profiles);
    return {
      region,
      columns: chosen.map((c) => (c < 0 ? null : (region.columns[c] ?? null))),
      scores: chosen.map((c, f) => (c < 0 ? 0 : Math.max(leastScore, (weights[f]?.[c] ?? 0) + leastScore))),
    };
  };
};
