/** The spreadsheets of the stand-in: what Sheets API v4 does to their grids, as far as exports can feel it. */

/** A cell as it is stored: what was written RAW, or a formula that would run. */
type Stored = string | number | boolean | { readonly formula: string };

type Sheet = {
  readonly sheetId: number;
  title: string;
  rowCount: number;
  columnCount: number;
  isProtected: boolean;
  readonly rows: Stored[][];
};
/** `madeBy`: whose token made it; only that account reaches it with drive.file. */
export type Workbook = {
  readonly id: string;
  readonly title: string;
  readonly madeBy: string;
  readonly sharedWith: string[];
  readonly sheets: Sheet[];
};

/** A refusal in Google's own words. */
export class SheetsFault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const mostCells = 10_000_000;
const longestCell = 50_000;

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** A range in A1 notation, in the forms that are used: `'A b'`, `'A b'!A2:C9`, `'A b'!5:9`. */
const readRange = (book: Workbook, range: string) => {
  const parts = /^(?:'((?:[^']|'')+)'|([^'!]+))(?:!([A-Z]*)(\d*):([A-Z]*)(\d*))?$/.exec(range);
  const title = (parts?.[1] ?? parts?.[2] ?? '').replaceAll("''", "'");
  const sheet = book.sheets.find((one) => one.title.toLowerCase() === title.toLowerCase());
  if (!parts || !sheet) throw new SheetsFault(400, `Unable to parse range: ${range}`);
  const [, , , fromColumn, fromRow, toColumn, toRow] = parts;
  return {
    sheet,
    top: fromRow ? Number(fromRow) - 1 : 0,
    bottom: toRow ? Number(toRow) : sheet.rowCount,
    left: fromColumn ? columnOf(fromColumn) : 0,
    right: toColumn ? columnOf(toColumn) + 1 : sheet.columnCount,
  };
};

const trimEnd = <T>(list: readonly T[], isEmpty: (item: T) => boolean): T[] =>
  list.slice(0, list.findLastIndex((item) => !isEmpty(item)) + 1);

const shown = (cell: Stored | undefined): string | number | boolean =>
  typeof cell === 'object' ? cell.formula : (cell ?? '');

/** `values.get` with FORMULA: without empty cells at the ends of rows, and without empty rows at the end. */
export const getValues = (book: Workbook, range: string) => {
  const { sheet, top, bottom, left, right } = readRange(book, range);
  if (top >= sheet.rowCount)
    throw new SheetsFault(400, `Range (${range}) exceeds grid limits. Max rows: ${sheet.rowCount}`);
  const rows = Array.from({ length: Math.max(0, Math.min(bottom, sheet.rows.length) - top) }, (_, n) => {
    const row = sheet.rows[top + n] ?? [];
    return trimEnd(
      Array.from({ length: Math.min(right, row.length) - left }, (_, c) => shown(row[left + c])),
      (cell) => cell === '',
    );
  });
  return { range, majorDimension: 'ROWS', values: trimEnd(rows, (row) => row.length === 0) };
};

const storedAs = (value: unknown, input: string): Stored => {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = String(value);
  if (text.length > longestCell) {
    throw new SheetsFault(
      400,
      `Your input contains more than the maximum of ${longestCell} characters in a single cell.`,
    );
  }
  return input !== 'RAW' && /^[=+]/.test(text) ? { formula: text } : text;
};

const putRows = (
  sheet: Sheet,
  at: { top: number; left: number },
  values: readonly (readonly unknown[])[],
  input: string,
) => {
  values.forEach((line, n) => {
    const row = sheet.rows[at.top + n] ?? [];
    sheet.rows[at.top + n] = row;
    line.forEach((value, c) => {
      // Null leaves a cell as it is.
      if (value === null) return;
      while (row.length < at.left + c) row.push('');
      row[at.left + c] = storedAs(value, input);
    });
  });
  for (let n = 0; n < sheet.rows.length; n += 1) sheet.rows[n] ??= [];
};

const checkWritable = (sheet: Sheet): void => {
  if (sheet.isProtected) {
    throw new SheetsFault(
      400,
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    );
  }
};

/** `values.update`: into the range and nowhere else. */
export const updateValues = (
  book: Workbook,
  range: string,
  values: readonly (readonly unknown[])[],
  input: string,
) => {
  const { sheet, top, bottom, left, right } = readRange(book, range);
  checkWritable(sheet);
  if (bottom > sheet.rowCount || right > sheet.columnCount) {
    const limits = `Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`;
    throw new SheetsFault(400, `Range (${range}) exceeds grid limits. ${limits}`);
  }
  if (values.length > bottom - top || values.some((line) => line.length > right - left)) {
    throw new SheetsFault(400, `Requested writing within range [${range}], but tried writing beyond it`);
  }
  putRows(sheet, { top, left }, values, input);
  return { updatedRange: range, updatedRows: values.length };
};

/** `values.append`: behind the last row that has something, wherever that is by now; the grid grows along. */
export const appendValues = (
  book: Workbook,
  range: string,
  values: readonly (readonly unknown[])[],
  input: string,
) => {
  const { sheet } = readRange(book, range);
  checkWritable(sheet);
  const top = sheet.rows.findLastIndex((row) => row.some((cell) => cell !== '')) + 1;
  sheet.rowCount = Math.max(sheet.rowCount, top + values.length);
  putRows(sheet, { top, left: 0 }, values, input);
  return { updates: { updatedRows: values.length } };
};

/** `values.clear`. */
export const clearValues = (book: Workbook, range: string) => {
  const { sheet } = readRange(book, range);
  checkWritable(sheet);
  sheet.rows.length = 0;
  return { clearedRange: range };
};

type Properties = {
  readonly sheetId?: number | undefined;
  readonly title?: string | undefined;
  readonly gridProperties?:
    | { readonly rowCount?: number | undefined; readonly columnCount?: number | undefined }
    | undefined;
};

const checkCells = (book: Workbook, instead: Sheet | null, rowCount: number, columnCount: number): void => {
  const others = book.sheets.filter((sheet) => sheet !== instead);
  const cells = others.reduce(
    (sum, sheet) => sum + sheet.rowCount * sheet.columnCount,
    rowCount * columnCount,
  );
  if (cells > mostCells) {
    throw new SheetsFault(
      400,
      'Invalid requests[0]: This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    );
  }
};

/** `addSheet`. */
export const addSheet = (
  book: Workbook,
  { sheetId = 0, title = 'Sheet1', gridProperties = {} }: Properties,
) => {
  const { rowCount = 1_000, columnCount = 26 } = gridProperties;
  if (
    book.sheets.some(
      (sheet) => sheet.sheetId === sheetId || sheet.title.toLowerCase() === title.toLowerCase(),
    )
  ) {
    throw new SheetsFault(
      400,
      `Invalid requests[0].addSheet: A sheet with the name "${title}" already exists.`,
    );
  }
  checkCells(book, null, rowCount, columnCount);
  const sheet = { sheetId, title, rowCount, columnCount, isProtected: false, rows: [] };
  book.sheets.push(sheet);
  return sheet;
};

/** `updateSheetProperties`, of the grid: it may shrink too, and then rows are lost. */
export const resizeSheet = (book: Workbook, { sheetId, gridProperties = {} }: Properties): void => {
  const sheet = book.sheets.find((one) => one.sheetId === sheetId);
  if (!sheet)
    throw new SheetsFault(400, `Invalid requests[0].updateSheetProperties: No grid with id: ${sheetId}`);
  const { rowCount = sheet.rowCount, columnCount = sheet.columnCount } = gridProperties;
  checkCells(book, sheet, rowCount, columnCount);
  [sheet.rowCount, sheet.columnCount] = [rowCount, columnCount];
  sheet.rows.length = Math.min(sheet.rows.length, rowCount);
};
