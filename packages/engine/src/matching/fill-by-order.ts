import type { ColumnProfile } from './column-profile.ts';
import type { FieldNames } from './name-match.ts';

/**
 * Answers fields that no name and no type gave a column, where their place leaves one choice: people ask for fields in
 * the order in which they see them, so between the columns of the fields asked before and after it there must be one
 * column, and only one, that holds text of its own.
 * @param chosen for each field its column, or -1.
 * @returns the same with the gaps filled that can be.
 */
export const fillByOrder = (
  fields: readonly FieldNames[],
  chosen: readonly number[],
  columns: readonly ColumnProfile[],
): number[] => {
  const filled = [...chosen];
  fields.forEach(({ role, field }, f) => {
    if ((filled[f] ?? -1) >= 0 || role === 'description' || field.type !== 'text') return;
    const before = columns[filled[f - 1] ?? -1];
    const after = columns[filled[f + 1] ?? -1];
    if (before === undefined && after === undefined) return;
    const from = before?.start ?? Number.NEGATIVE_INFINITY;
    const to = after?.start ?? Number.POSITIVE_INFINITY;
    const free = columns.flatMap((column, c) =>
      column.start > from &&
      column.start < to &&
      !filled.includes(c) &&
      isOwnText(column) &&
      !repeatsChosen(column, filled, columns)
        ? [c]
        : [],
    );
    const [only, ...others] = free;
    if (only !== undefined && others.length === 0) filled[f] = only;
  });
  return filled;
};

/** Does it hold the text of a column that has been given away, or stand inside of one? */
const repeatsChosen = (
  column: ColumnProfile,
  chosen: readonly number[],
  columns: readonly ColumnProfile[],
): boolean =>
  chosen.some((c) => {
    const taken = columns[c]?.texts[0];
    const own = column.texts[0];
    return taken !== undefined && own !== undefined && (taken.includes(own) || own.includes(taken));
  });

/** Text of a few words that most records have and that is not the same in all of them. */
const isOwnText = (column: ColumnProfile): boolean =>
  !column.isAttribute &&
  column.parts === 0 &&
  column.fill > 0.5 &&
  column.valueShare < 0.5 &&
  column.meanWords < 12 &&
  new Set(column.texts).size > Math.min(2, column.texts.length / 2);
