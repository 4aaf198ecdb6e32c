import { cellOf } from './cell.ts';
import type { Table } from './table.ts';
import { type TypedCell, typeCell } from './type-cell.ts';

/** What one cell holds in Google Sheets. */
export const longestSheetsCell = 50_000;
const mostBatchBytes = 2_000_000;
// Room for the range and the words around the rows.
const frameBytes = 2_000;

/** Where the rows go; a row or column of a sheet is counted from 0, as the API's grids do. */
export type SheetTarget = {
  readonly sheetName: string;
  readonly firstRow: number;
  /** The column of each field. */
  readonly columns: readonly number[];
};

/** One call of `values.update`: its range, its body, and how many rows are in the sheet when it is done. */
export type ValuesBatch = {
  readonly range: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly rowsDone: number;
};

/** A column as people write it: 0 is A, 26 is AA. */
const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnLetters(Math.floor(index / 26) - 1)}${columnLetters(index % 26)}`;

/** A range in A1 notation, its sheet's name quoted. */
export const rangeOf = (
  sheetName: string,
  at: { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number },
): string => {
  const from = `${columnLetters(at.column)}${at.row + 1}`;
  const to = `${columnLetters(at.column + at.columns - 1)}${at.row + at.rows}`;
  return `'${sheetName.replaceAll("'", "''")}'!${from}:${to}`;
};

// Written RAW, a text is never read as a formula, a number or a date; what is a number is sent as one. Null is left as
// it is in the sheet.
const toValue = (typed: TypedCell): string | number | boolean | null => {
  switch (typed.kind) {
    case 'empty':
      return null;
    case 'text':
      return typed.text.toWellFormed();
    case 'link':
      return typed.url;
    case 'boolean':
      return typed.value;
    case 'number':
      return typed.number;
    case 'date':
      return typed.date.toISOString().slice(0, typed.format.length).replace('T', ' ');
  }
};

const lineWriter = (table: Table, { columns }: SheetTarget) => {
  const first = Math.min(...columns);
  const width = Math.max(...columns) - first + 1;
  return {
    first,
    width,
    write: (n: number): string => {
      const line: (string | number | boolean | null)[] = Array.from({ length: width }, () => null);
      const [row = {}, meanings] = [table.rows[n], table.values?.[n]];
      table.columns.forEach((name, c) => {
        const meaning = meanings && Object.hasOwn(meanings, name) ? meanings[name] : null;
        line[(columns[c] ?? 0) - first] = toValue(typeCell(cellOf(row, name), meaning));
      });
      return JSON.stringify(line);
    },
  };
};

/** The rows as bodies of `values.update`, each of at most 2 MB. Where a row goes does not depend on how they are cut. */
export const writeValues = (table: Table, target: SheetTarget, emit: (batch: ValuesBatch) => void): void => {
  const { first, width, write } = lineWriter(table, target);
  let lines: string[] = [];
  let bytes = 0;
  let done = 0;
  const flush = (): void => {
    if (lines.length === 0) return;
    const at = { row: target.firstRow + done, column: first, rows: lines.length, columns: width };
    const range = rangeOf(target.sheetName, at);
    const head = JSON.stringify({ range, majorDimension: 'ROWS' }).slice(0, -1);
    done += lines.length;
    const body = new TextEncoder().encode(`${head},"values":[${lines.join(',')}]}`);
    emit({ range, body, rowsDone: done });
    [lines, bytes] = [[], 0];
  };
  for (let n = 0; n < table.rows.length; n += 1) {
    const line = write(n);
    const size = Buffer.byteLength(line) + 1;
    if (bytes + size > mostBatchBytes - frameBytes) flush();
    lines.push(line);
    bytes += size;
  }
  flush();
};
