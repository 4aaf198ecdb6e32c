import { rawAttribute, tagOf } from '../page/page.ts';
import { cellAt, cellsOfRow, type RowShape, sourceOf, type TableCells, textAt } from './table-cells.ts';

/** The rows that name the columns: `[start, end)`, and what stands above them. */
export type HeaderRows = {
  readonly start: number;
  readonly end: number;
};

const maxHeaderRows = 6;

/**
 * Finds the header of a table: its `thead`, else the leading rows of `th`, else a first row that looks or reads unlike
 * the rows below it. Full-width rows above it are titles.
 */
export const findHeaderRows = (table: TableCells, shapes: readonly RowShape[]): HeaderRows => {
  const start = shapes.findIndex((shape) => shape !== 'blank' && shape !== 'banner');
  if (start < 0) return { start: 0, end: 0 };
  const end = Math.max(endOfHead(table, shapes, start), endOfNames(shapes, start));
  if (end > start && end < table.grid.height) return { start, end };
  return { start, end: start + (standsOut(table, shapes, start) ? 1 : 0) };
};

const endOfHead = (table: TableCells, shapes: readonly RowShape[], start: number): number => {
  let end = start;
  while (end < shapes.length && table.grid.rows[end]?.part === 'head' && end - start < maxHeaderRows) end++;
  return end < shapes.length ? end : start;
};

const endOfNames = (shapes: readonly RowShape[], start: number): number => {
  let end = start;
  while (end < shapes.length && shapes[end] === 'names' && end - start < maxHeaderRows) end++;
  // A table made of `th` throughout has one header row all the same.
  return end < shapes.length || end === start ? end : start + 1;
};

/** Does the first row look like names: dressed unlike every other row, or words above numbers? */
const standsOut = (table: TableCells, shapes: readonly RowShape[], first: number): boolean => {
  const body = shapes.flatMap((shape, r) => (r > first && shape === 'values' ? [r] : [])).slice(0, 20);
  if (body.length === 0 || shapes[first] !== 'values') return false;
  const cells = cellsOfRow(table, first);
  if (cells.some((cell) => (table.texts[cell] ?? '').length > 60)) return false;
  const dress = dressOf(table, first);
  const isDressed = dress !== '' && body.every((r) => dressOf(table, r) !== dress);
  return isDressed || isWordsAboveNumbers(table, first, body);
};

/** How a row is dressed: its own and its cells' class, colour and weight, as far as all cells share them. */
const dressOf = (table: TableCells, row: number): string => {
  const element = table.grid.rows[row]?.element ?? 0;
  const cells = cellsOfRow(table, row).map((cell) => sourceOf(table, cell)?.element ?? 0);
  const own = cells.map((cell) => `${look(table, cell)}${isBold(table, cell) ? ' bold' : ''}`);
  const shared = own.every((one) => one === own[0]) ? (own[0] ?? '') : '';
  return `${look(table, element)} ${shared}`.trim();
};

const look = ({ page }: TableCells, element: number): string =>
  ['class', 'bgcolor']
    .map((name) => rawAttribute(page, element, name) ?? '')
    .join(' ')
    .trim();

const isBold = ({ page }: TableCells, cell: number): boolean => {
  const first = cell + 1;
  if (first >= (page.end[cell] ?? 0)) return false;
  const tag = tagOf(page, first);
  return (tag === 'b' || tag === 'strong') && page.endLeaf[first] === page.endLeaf[cell];
};

const isNumeric = (text: string): boolean => /\d/.test(text) && !/\p{L}{3}/u.test(text);

const isWordsAboveNumbers = (table: TableCells, first: number, body: readonly number[]): boolean => {
  let numericColumns = 0;
  for (let c = 0; c < table.grid.width; c++) {
    if (cellAt(table, first, c) < 0) continue;
    if (isNumeric(textAt(table, first, c))) return false;
    const numbers = body.filter((r) => isNumeric(textAt(table, r, c))).length;
    if (textAt(table, first, c) !== '' && numbers >= 0.7 * body.length) numericColumns++;
  }
  return numericColumns > 0 && body.length > 1;
};
