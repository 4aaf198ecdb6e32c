import type { Fault } from '../../../kernel/app-error.ts';
import { cellText, isCell, type Row } from './cell.ts';
import type { Table } from './table.ts';

/** Rows to be exported, as JSON in UTF-8. */
export type RowsSource = {
  readonly bytes: Uint8Array;
  /** A list of rows as a client sent it, or a kept answer of `POST /api/scrape` with its `fields`. */
  readonly shape: 'rows' | 'result';
  /** The columns wanted, in their order; null: all. */
  readonly fields: readonly string[] | null;
};

/** The most that one export may hold. */
const mostColumns = 256;
const mostRows = 100_000;
const longestName = 500;
const mostFaults = 20;

type TableReading =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly faults: readonly Fault[] | 'malformed' };

const refuse = (path: string, message: string): TableReading => ({ ok: false, faults: [{ path, message }] });

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a cell; null: nothing. A million of them are looked at. */
const faultOfCell = (cell: unknown, longestCell: number): string | null => {
  if (!isCell(cell)) return 'must be a text, a number, true, false, null or a list of such';
  if (cell === null || typeof cell === 'number' || cellText(cell).length <= longestCell) return null;
  return `must be at most ${longestCell.toLocaleString('en')} characters: a cell holds no more`;
};

const collectFaults = (rows: readonly unknown[], longestCell: number): readonly Fault[] => {
  const faults: Fault[] = [];
  for (const [n, row] of rows.entries()) {
    if (faults.length >= mostFaults) break;
    if (!isRow(row)) {
      faults.push({ path: `rows[${n}]`, message: 'must be an object' });
      continue;
    }
    for (const name in row) {
      const message = faultOfCell(row[name], longestCell);
      if (message !== null) faults.push({ path: `rows[${n}].${name.slice(0, 100)}`, message });
    }
  }
  return faults.slice(0, mostFaults);
};

/** The names in the order in which they appear. */
const namesIn = (rows: readonly Row[]): readonly string[] => {
  const names = new Set<string>();
  for (const row of rows) {
    for (const name in row) names.add(name);
    if (names.size > mostColumns) break;
  }
  return [...names];
};

const parts = (json: unknown, shape: RowsSource['shape']) => {
  if (shape === 'rows') return { rows: json, fields: null, values: null };
  const { rows, fields, values }: { rows?: unknown; fields?: unknown; values?: unknown } = isRow(json)
    ? json
    : {};
  return { rows, fields, values };
};

const fieldNames = (fields: unknown): readonly string[] | null =>
  Array.isArray(fields)
    ? fields.flatMap((field) => (isRow(field) && typeof field.name === 'string' ? [field.name] : []))
    : null;

/** What the bytes say; undefined when they are not JSON in UTF-8. */
const readJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
    throw cause;
  }
};

/**
 * Reads the rows of an export, or names what is wrong with them, place by place.
 * @param longestCell how many characters a cell of the format holds.
 */
export const readTable = ({ bytes, shape, fields }: RowsSource, longestCell: number): TableReading => {
  const json = readJson(bytes);
  if (json === undefined) return { ok: false, faults: 'malformed' };
  const { rows, fields: known, values } = parts(json, shape);
  if (!Array.isArray(rows)) return refuse('rows', 'must be a list of objects');
  if (rows.length > mostRows) return refuse('rows', `must be at most ${mostRows.toLocaleString('en')}`);
  const faults = collectFaults(rows, longestCell);
  if (faults.length > 0) return { ok: false, faults };
  const sound: readonly Row[] = rows;
  const columns = fields ?? fieldNames(known) ?? namesIn(sound);
  if (columns.length === 0) return refuse('rows', 'must hold at least one field');
  if (columns.length > mostColumns) return refuse('rows', `must have at most ${mostColumns} columns`);
  if (columns.some((name) => name.length > longestName))
    return refuse('rows', `must have names of at most ${longestName} characters`);
  const meanings = Array.isArray(values) && values.every(isRow) ? values : null;
  return { ok: true, table: { columns, rows: sound, values: meanings } };
};
