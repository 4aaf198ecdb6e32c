import type { OpenSpreadsheet, SheetProperties } from './spreadsheet.ts';

const firstBlock = 1_000;

const isFilled = (cell: unknown): boolean => cell !== '' && cell !== null && cell !== undefined;

/**
 * How far the sheet is used: the row after the last filled one, and the widest of the rows that were looked at.
 * Google does not tell, so it is read from the bottom upwards, in blocks that grow: most sheets are as long as their rows.
 */
export const findEnd = async (
  { readRange }: Pick<OpenSpreadsheet, 'readRange'>,
  { title, rowCount }: Pick<SheetProperties, 'title' | 'rowCount'>,
): Promise<{ readonly row: number; readonly column: number }> => {
  for (let [to, size] = [rowCount, firstBlock]; to > 0; [to, size] = [to - size, size * 2]) {
    const from = Math.max(0, to - size);
    const rows = await readRange(title, `${from + 1}:${to}`);
    const last = rows.findLastIndex((row) => row.some(isFilled));
    if (last >= 0) return { row: from + last + 1, column: Math.max(...rows.map((row) => row.length)) };
  }
  return { row: 0, column: 0 };
};
