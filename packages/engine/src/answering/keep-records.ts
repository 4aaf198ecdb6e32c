import type { Match } from '../matching/match-fields.ts';

/** A record that lacks more than this share of what the others have is none: a heading, an advertisement, a footer. */
const leastShare = 0.3;

/**
 * The records of a match that are records of the list: those that have what most of the others have.
 * A field counts as much as it is filled. Rows of a table and items of the markup say themselves what they are.
 * @returns record numbers, in page order.
 */
export const keepRecords = ({ region, columns }: Match): number[] => {
  const cells = columns.flatMap((column) => (column === null ? [] : [column.cells]));
  const fills = cells.map(
    (column) => column.filter((cell) => cell !== null).length / Math.max(1, region.recordCount),
  );
  const whole = fills.reduce((sum, fill) => sum + fill, 0);
  const records: number[] = [];
  for (let record = 0; record < region.recordCount; record++) {
    let held = 0;
    cells.forEach((column, c) => {
      if ((column[record] ?? null) !== null) held += fills[c] ?? 0;
    });
    if (held > 0 && (region.kind !== 'records' || held >= leastShare * whole)) records.push(record);
  }
  return records;
};
