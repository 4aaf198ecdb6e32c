import type { HeaderRows } from './header-rows.ts';
import { type TableCells, textAt } from './table-cells.ts';

/** Does a row say what the header says, column by column? */
export const repeatsHeader = (table: TableCells, header: HeaderRows, row: number): boolean => {
  if (header.end === header.start) return false;
  for (let c = 0; c < table.grid.width; c++) if (!isNameOf(table, header, { row, column: c })) return false;
  return true;
};

/** Does a row of `th` within the body name columns, rather than sum them up: half the header again, or no numbers? */
export const namesColumns = (table: TableCells, header: HeaderRows, row: number): boolean => {
  let filled = 0;
  let repeated = 0;
  let hasNumber = false;
  for (let column = 0; column < table.grid.width; column++) {
    const text = textAt(table, row, column);
    if (text === '') continue;
    filled++;
    if (isNameOf(table, header, { row, column })) repeated++;
    hasNumber ||= /\d/.test(text);
  }
  return !hasNumber || repeated * 2 >= filled;
};

/** Is the text of a slot that of the header above it? */
const isNameOf = (
  table: TableCells,
  header: HeaderRows,
  { row, column }: { row: number; column: number },
): boolean => {
  const text = textAt(table, row, column);
  for (let r = header.start; r < header.end; r++) if (textAt(table, r, column) === text) return true;
  return false;
};
