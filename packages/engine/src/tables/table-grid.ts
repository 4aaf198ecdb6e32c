import { PageTooComplexError } from '../page-too-complex.ts';
import type { SourceCell, SourceRow } from './table-rows.ts';

/** A table as columns × rows of slots; a cell that spans several slots stands in each of them. */
export type TableGrid = {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly SourceRow[];
  readonly cells: readonly SourceCell[];
  /** The number of the cell in row `r` and column `c` at `r * width + c`, -1 for an empty slot. */
  readonly slots: Int32Array;
};

/** Spans can make a small page into a huge grid; no page of ten million characters has more cells than this. */
const maxSlots = 2_000_000;

/** Columns further right are left out: every one of them is weighed against every field, and no reader scrolls there. */
const maxColumns = 1000;

/** A cell's place in one row: columns `[start, end)`; `rowsLeft` more rows below it are covered too. */
type Placed = {
  readonly cell: number;
  readonly start: number;
  readonly end: number;
  readonly rowsLeft: number;
};

/**
 * Gives every cell its slots, by the HTML standard's algorithm for forming a table (§4.9.12.1).
 * Columns in which no cell begins repeat the column before them and are left out, so a `colspan` costs nothing.
 * @throws {PageTooComplexError} when the spans make more than two million slots.
 */
export const formGrid = (rows: readonly SourceRow[]): TableGrid => {
  const cells: SourceCell[] = [];
  const lines: Placed[][] = [];
  let covered = 0;
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r];
    if (row === undefined) break;
    const isSameGroup = rows[r - 1]?.group === row.group;
    const line = placeRow(row, isSameGroup ? (lines[r - 1] ?? []) : [], cells);
    covered += line.length;
    if (covered > maxSlots) throw tooMany();
    lines.push(line);
  }
  const columns = columnStarts(lines).slice(0, maxColumns);
  if (columns.length * rows.length > maxSlots) throw tooMany();
  const slots = fillSlots(lines, columns);
  return { width: columns.length, height: rows.length, rows, cells, slots };
};

const tooMany = (): PageTooComplexError =>
  new PageTooComplexError(`A table of the page spans more than ${maxSlots} cells.`);

/** Sets the cells of a row into the columns that the cells growing down from above leave free. */
const placeRow = (row: SourceRow, above: readonly Placed[], cells: SourceCell[]): Placed[] => {
  const line: Placed[] = [];
  const growing = above.filter((placed) => placed.rowsLeft > 0);
  let next = 0;
  let column = 0;
  const takeGrowing = (): void => {
    for (let g = growing[next]; g !== undefined && g.start <= column; g = growing[++next]) {
      line.push({ cell: g.cell, start: g.start, end: g.end, rowsLeft: g.rowsLeft - 1 });
      column = Math.max(column, g.end);
    }
  };
  for (const cell of row.cells) {
    takeGrowing();
    const end = column + cell.columns;
    line.push({
      cell: cells.length,
      start: column,
      end,
      rowsLeft: cell.rows === 0 ? Infinity : cell.rows - 1,
    });
    cells.push(cell);
    column = end;
  }
  column = Infinity;
  takeGrowing();
  return line;
};

const columnStarts = (lines: readonly Placed[][]): number[] => {
  const starts = new Set<number>();
  for (const line of lines) for (const placed of line) starts.add(placed.start);
  return [...starts].sort((a, b) => a - b);
};

const fillSlots = (lines: readonly Placed[][], columns: readonly number[]): Int32Array => {
  const slots = new Int32Array(lines.length * columns.length).fill(-1);
  const indexOf = new Map(columns.map((start, index) => [start, index]));
  for (let r = 0; r < lines.length; r++) {
    for (const { cell, start, end } of lines[r] ?? []) {
      let c = indexOf.get(start) ?? columns.length;
      for (let at = columns[c]; at !== undefined && at < end; at = columns[++c]) {
        const slot = r * columns.length + c;
        if (slots[slot] === -1) slots[slot] = cell;
      }
    }
  }
  return slots;
};
