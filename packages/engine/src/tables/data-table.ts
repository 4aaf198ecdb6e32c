import { type Page, rawAttribute } from '../page/page.ts';
import type { SourceCell, SourceRow } from './table-rows.ts';

/** Cells longer than this (UTF-16 units of text) hold parts of a page rather than values. */
const longCell = 1500;

/** May the table hold data, as far as its rows tell without reading them? The others only lay the page out. */
export const mayHoldData = (
  page: Page,
  rows: readonly SourceRow[],
  holdsTable: (element: number) => boolean,
): boolean => {
  const filled = rows.filter((row) => row.cells.length > 0);
  const cells = filled.flatMap((row) => row.cells);
  if (filled.length < 2 || cells.length < 3) return false;
  const isLong = ({ element }: SourceCell): boolean => textLength(page, element) > longCell;
  if (cells.filter(isLong).length * 4 > cells.length) return false;
  const isNamed = filled.some((row) => row.part === 'head') || cells.some((cell) => cell.isHeader);
  if (isNamed) return !cells.some((cell) => isLong(cell) && holdsTable(cell.element));
  return isRegular(filled) && !cells.some((cell) => holdsTable(cell.element));
};

/** The author says that the table only lays the page out (WAI-ARIA 1.2, `presentation`). */
export const isPresentation = (page: Page, table: number): boolean =>
  /^(?:presentation|none)$/i.test(rawAttribute(page, table, 'role') ?? '');

const textLength = (page: Page, element: number): number => {
  const first = page.firstLeaf[element] ?? 0;
  const last = (page.endLeaf[element] ?? 0) - 1;
  return last < first ? 0 : (page.leafEnd[last] ?? 0) - (page.leafStart[first] ?? 0);
};

/** Most rows have the same number of columns, and more than one. */
const isRegular = (rows: readonly SourceRow[]): boolean => {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const width = row.cells.reduce((sum, cell) => sum + cell.columns, 0);
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const [width, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return width > 1 && count * 2 >= rows.length;
};
