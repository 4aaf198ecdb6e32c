import type { Match } from '../matching/match-fields.ts';
import type { AnsweredField } from './build-rows.ts';
import { heldShares } from './keep-records.ts';

/** A record that holds less of what the others do may be something else: an advertisement, a heading, a group of records. */
const leastSure = 0.5;
/** The share of the fields that must be found: where more are missing, the records may be parts of the real ones. */
export const leastAnswered = 0.75;

type Reading = {
  /** The records that are rows. */
  readonly found: readonly number[];
  readonly fields: readonly AnsweredField[];
};

/** Signs that the rows are not all records of the list, or not only those, a sentence each. One record raises no doubt. */
export const doubtsAbout = (match: Match, { found, fields }: Reading): string[] => {
  const { kind, recordCount } = match.region;
  if (kind === 'facts') return [];
  const left = recordCount - found.length;
  const doubts: string[] = [];
  if (left > 0)
    doubts.push(`Left out ${left} of ${recordCount}: they hold next to nothing of what was asked for`);
  // Rows of a table and items of the markup say themselves what they are.
  const shares = kind === 'records' ? heldShares(match) : [];
  const thin = found.filter((record) => (shares[record] ?? 1) < leastSure).length;
  if (thin > 0) doubts.push(`${thin} of ${found.length} records hold less than half of what the others do`);
  const missing = fields.filter(({ column }) => column === null).length;
  if (fields.length - missing < leastAnswered * fields.length)
    doubts.push(`${missing} of ${fields.length} fields were not found in the records`);
  return doubts;
};
