import { AppError } from '../../../kernel/app-error.ts';
import type { SheetExport } from './sheet-export.ts';
import { fullSheet } from './sheets-refusal.ts';
import type { OpenSpreadsheet, SheetProperties } from './spreadsheet.ts';

const mostCells = 10_000_000;
const defaultName = 'Rows';

/** How much room is needed in the sheet, its head included. */
export type Room = { readonly rows: number; readonly columns: number };

/** Refuses before Google does: a half-made change is then not left behind. */
export const checkRoom = (sheets: readonly SheetProperties[], sheetId: number | null, room: Room): void => {
  const cells = sheets.map((sheet) =>
    sheet.sheetId === sheetId
      ? Math.max(sheet.rowCount, room.rows) * Math.max(sheet.columnCount, room.columns)
      : sheet.rowCount * sheet.columnCount,
  );
  const own = sheetId === null ? room.rows * room.columns : 0;
  if (cells.reduce((sum, count) => sum + count, own) > mostCells) throw fullSheet();
};

/** What a new sheet is like: as large as needed, its head stays in sight. */
export const newSheet = (sheetId: number, title: string | null, { rows, columns }: Room) => ({
  sheetId,
  title: title ?? defaultName,
  gridProperties: { rowCount: rows, columnCount: columns, frozenRowCount: 1 },
});

const freeName = (taken: ReadonlySet<string>): string => {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? defaultName : `${defaultName} ${n}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
};

const addSheet = async (
  { addSheet }: OpenSpreadsheet,
  { sheetId, sheetName }: { sheetId: number; sheetName: string | null },
  sheets: readonly SheetProperties[],
  room: Room,
): Promise<SheetProperties> => {
  // Made by an attempt of before, whose answer was lost.
  const own = sheets.find((sheet) => sheet.sheetId === sheetId);
  if (own) return own;
  // Google takes two names for one that differ in capitals only.
  const taken = new Set(sheets.map(({ title }) => title.toLowerCase()));
  if (sheetName !== null && taken.has(sheetName.toLowerCase())) {
    throw new AppError(
      'sheet_exists',
      `There is a sheet "${sheetName}" already: name another, or append to it.`,
    );
  }
  checkRoom(sheets, null, room);
  const title = sheetName ?? freeName(taken);
  await addSheet(newSheet(sheetId, title, room));
  return { sheetId, title, rowCount: room.rows, columnCount: room.columns };
};

/**
 * Finds the sheet that the rows go to, or makes it.
 * @throws {AppError} `sheet_not_found`, `sheet_exists` or `sheet_full`.
 */
export const chooseSheet = async (
  spreadsheet: OpenSpreadsheet,
  wanted: Pick<SheetExport, 'mode' | 'sheetId' | 'sheetName'>,
  sheets: readonly SheetProperties[],
  room: Room,
): Promise<SheetProperties> => {
  const { mode, sheetId, sheetName } = wanted;
  if (mode === 'new' && sheetId !== null) return addSheet(spreadsheet, { sheetId, sheetName }, sheets, room);
  const found =
    sheetName === null
      ? sheets[0]
      : sheets.find(({ title }) => title.toLowerCase() === sheetName.toLowerCase());
  if (found) return found;
  throw new AppError(
    'sheet_not_found',
    `The spreadsheet has no sheet "${sheetName ?? ''}": name one that it has, or use mode "new" to make it.`,
  );
};
