import type { Column } from '../regions/region.ts';

/** Where a column's cell stands in the page; null where the record has none. */
export const extentOf = ({ cells }: Column, record: number): { start: number; end: number } | null => {
  const cell = cells[record] ?? null;
  if (cell === null) return null;
  if ('text' in cell) return cell;
  return { start: cell[0]?.start ?? 0, end: cell.at(-1)?.end ?? 0 };
};
