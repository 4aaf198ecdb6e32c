import type { Page } from '../page/page.ts';
import type { CellContent } from '../regions/region.ts';
import { type CellReader, textOf } from './cell-content.ts';
import { formGrid, type TableGrid } from './table-grid.ts';
import type { SourceCell, SourceRow } from './table-rows.ts';

/** A table's grid together with what its cells say. Contents are read once per cell, however far the cell spans. */
export type TableCells = {
  readonly page: Page;
  readonly grid: TableGrid;
  /** By number of the cell. */
  readonly contents: readonly (CellContent | null)[];
  readonly texts: readonly string[];
};

/** @throws {PageTooComplexError} when spans make the grid too large. */
export const readTableCells = (page: Page, rows: readonly SourceRow[], read: CellReader): TableCells => {
  const grid = formGrid(rows);
  const contents = grid.cells.map(({ element }) => read(element));
  return { page, grid, contents, texts: contents.map(textOf) };
};

/** The number of the cell in a slot, -1 for an empty one. */
export const cellAt = ({ grid }: TableCells, row: number, column: number): number =>
  grid.slots[row * grid.width + column] ?? -1;

export const textAt = (table: TableCells, row: number, column: number): string =>
  table.texts[cellAt(table, row, column)] ?? '';

/** The cells of a row from left to right, each once. */
export const cellsOfRow = (table: TableCells, row: number): number[] => {
  const cells: number[] = [];
  for (let c = 0; c < table.grid.width; c++) {
    const cell = cellAt(table, row, c);
    if (cell >= 0 && cells[cells.length - 1] !== cell) cells.push(cell);
  }
  return cells;
};

export const sourceOf = ({ grid }: TableCells, cell: number): SourceCell | undefined => grid.cells[cell];

/** What a row is by its cells alone: nothing, one text across the whole table, names of columns, or values. */
export type RowShape = 'blank' | 'banner' | 'names' | 'values';

/** @returns the shape of each row of the grid. */
export const shapeRows = (table: TableCells): RowShape[] => {
  const shapes: RowShape[] = [];
  for (let r = 0; r < table.grid.height; r++) {
    const cells = cellsOfRow(table, r);
    const filled = cells.filter((cell) => table.texts[cell] !== '');
    if (filled.length === 0) shapes.push('blank');
    else if (table.grid.width > 1 && isBanner(cells, table)) shapes.push('banner');
    else shapes.push(filled.every((cell) => sourceOf(table, cell)?.isHeader) ? 'names' : 'values');
  }
  return shapes;
};

const isBanner = (cells: readonly number[], table: TableCells): boolean => {
  const [only] = cells;
  return cells.length === 1 && only !== undefined && (sourceOf(table, only)?.columns ?? 1) > 1;
};
