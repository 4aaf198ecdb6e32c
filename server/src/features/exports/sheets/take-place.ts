import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../kernel/app-error.ts';
import { checkRoom, chooseSheet } from './choose-sheet.ts';
import { findEnd } from './find-end.ts';
import { matchHead } from './match-head.ts';
import type { Place, SheetExport } from './sheet-export.ts';
import type { SheetExportsStore, UnderWay } from './sheet-exports.store.ts';
import type { OpenSpreadsheet, SheetProperties } from './spreadsheet.ts';

const lockPollMs = 100;
const longestWaitMs = 30_000;

type Needs = {
  readonly store: SheetExportsStore;
  readonly spreadsheet: OpenSpreadsheet;
  readonly runner: string;
  /** How long a lock outlives its holder; it is renewed before each call. */
  readonly leaseMs: number;
};

type Wanted = {
  readonly kept: SheetExport & { readonly spreadsheetId: string };
  readonly fields: readonly string[];
};

const busy = (): AppError =>
  new AppError('sheet_busy', 'Another export is writing to this sheet: send the same request again.', {
    retryAfterSeconds: 10,
  });

const waitForLock = async ({ store, runner, leaseMs }: Needs, spreadsheetId: string): Promise<void> => {
  for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += lockPollMs) {
    if (await store.takeLock(spreadsheetId, runner, leaseMs)) return;
    await wait(lockPollMs);
  }
  throw busy();
};

/** Empties a sheet that is to be replaced, unless somebody is writing to it; who was to go on writing is told so. */
const makeWay = async (
  { store, spreadsheet }: Needs,
  sheet: SheetProperties,
  others: readonly UnderWay[],
) => {
  if (others.some(({ isLive }) => isLive)) throw busy();
  await store.giveUp(others.map(({ id }) => id));
  await spreadsheet.clear(sheet.title);
};

/** The first row that is free: also of rows that others have still to write. */
const firstFreeRow = (usedRows: number, others: readonly UnderWay[]): number =>
  Math.max(1, usedRows, ...others.map(({ endRow }) => endRow));

const placeIn = async (needs: Needs, { kept, fields }: Wanted): Promise<Place> => {
  const { store, spreadsheet } = needs;
  const { sheets, url } = await spreadsheet.read();
  const room = { rows: kept.rowCount + 1, columns: fields.length };
  const sheet = await chooseSheet(spreadsheet, kept, sheets, room);
  const others = await store.findUnderWay(kept.spreadsheetId, sheet.sheetId, kept.id);
  if (kept.mode === 'replace') await makeWay(needs, sheet, others);
  const isEmpty = kept.mode !== 'append';
  const end = isEmpty ? { row: 0, column: 0 } : await findEnd(spreadsheet, sheet);
  const [head = []] = isEmpty ? [] : await spreadsheet.readRange(sheet.title, '1:1');
  const { columns, added } = matchHead(head, fields, end.column);
  const firstRow = firstFreeRow(end.row, isEmpty ? [] : others);
  const needed = { rows: firstRow + kept.rowCount, columns: Math.max(...columns) + 1 };
  checkRoom(sheets, sheet.sheetId, needed);
  if (needed.rows > sheet.rowCount || needed.columns > sheet.columnCount)
    await spreadsheet.enlarge(sheet, needed);
  if (added.names.length > 0) await spreadsheet.writeHead(sheet.title, added.names, added.column);
  const { spreadsheetId } = kept;
  return { spreadsheetId, url, sheetId: sheet.sheetId, sheetName: sheet.title, columns, firstRow };
};

/**
 * Takes a range of the sheet for an export and writes it down, under the lock of the spreadsheet. From then on its rows
 * have their places, whatever happens: writing them again is writing the same.
 */
export const takePlace = async (needs: Needs, wanted: Wanted): Promise<Place> => {
  const { store, runner } = needs;
  const { id, spreadsheetId } = wanted.kept;
  await waitForLock(needs, spreadsheetId);
  try {
    const place = await placeIn(needs, wanted);
    if (!(await store.keepPlace({ id, runner }, place))) throw busy();
    return place;
  } finally {
    await store.releaseLock(spreadsheetId, runner);
  }
};
