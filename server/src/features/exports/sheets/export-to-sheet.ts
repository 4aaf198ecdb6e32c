import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { AskedRows, findRows } from '../find-rows.ts';
import type { Credential } from '../google/find-credential.ts';
import type { MeterExport } from '../meter-export.ts';
import type { RowsSource } from '../writing/read-table.ts';
import { rangeOf } from '../writing/write-values.ts';
import type { WritingPool } from '../writing/writing-pool.ts';
import type { fillSheet } from './fill-sheet.ts';
import type { Place, SheetExport, SheetMode } from './sheet-export.ts';
import type { SheetExportsStore } from './sheet-exports.store.ts';

type Needs<User> = {
  readonly store: SheetExportsStore;
  readonly writing: Pick<WritingPool, 'findColumns'>;
  readonly findRows: ReturnType<typeof findRows>;
  readonly findCredential: (userId: string, sentToken: string | null) => Promise<Credential>;
  readonly fillSheet: ReturnType<typeof fillSheet>;
  readonly meterExport: MeterExport<User>;
  readonly ids: Ids;
  readonly chance: () => number;
};

/** What is asked for by whom. */
export type AskedSheet<User> = {
  readonly userId: string;
  readonly user: User;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly googleToken: string | null;
  readonly rows: AskedRows;
  readonly mode: SheetMode;
  readonly spreadsheetId: string | null;
  readonly title: string | null;
  readonly sheetName: string | null;
};

/** Where the rows are now. */
export type SheetResult = {
  readonly spreadsheetId: string;
  readonly url: string;
  readonly sheetName: string;
  /** In A1 notation; null when there were no rows. */
  readonly range: string | null;
  readonly rows: number;
  readonly receipt: object;
};

// Google takes any positive 32-bit number that no other sheet of the spreadsheet has.
const chooseSheetId = (chance: () => number): number => 1 + Math.floor(chance() * (2 ** 31 - 2));

const hashOf = (source: RowsSource, asked: AskedSheet<unknown>): Buffer => {
  const { mode, spreadsheetId, title, sheetName } = asked;
  const wanted = JSON.stringify([source.shape, source.fields, mode, spreadsheetId, title, sheetName]);
  return createHash('sha256').update(wanted).update(source.bytes).digest();
};

const toResult = ({ rowCount }: SheetExport, place: Place, receipt: object): SheetResult => {
  const { spreadsheetId, url, sheetId, sheetName, columns, firstRow } = place;
  const column = Math.min(...columns);
  const at = { row: firstRow, column, rows: rowCount, columns: Math.max(...columns) - column + 1 };
  const range = rowCount === 0 ? null : rangeOf(sheetName, at);
  return { spreadsheetId, url: `${url}#gid=${sheetId}`, sheetName, range, rows: rowCount, receipt };
};

/** What a key that was used before stands for; refused when that was something else, or is over. */
const checkKept = (kept: SheetExport, hash: Uint8Array): void => {
  if (!timingSafeEqual(kept.requestHash, hash)) {
    const message = 'was used for another request';
    throw new AppError('invalid_request', `The Idempotency-Key ${message}.`, {
      faults: [{ path: 'idempotency-key', message }],
    });
  }
  if (kept.step === 'failed') {
    throw new AppError(
      'export_superseded',
      'This export was given up, for another replaced the sheet or a day has passed: export again under a new key.',
    );
  }
};

/**
 * Brings rows to a sheet, once: asked again under the same key it goes on where it stopped, or tells what it did.
 * Charged as the catalogue says when all of them are there.
 */
export const exportToSheet =
  <User>(needs: Needs<User>) =>
  async (asked: AskedSheet<User>): Promise<SheetResult> => {
    const { store, writing, findRows, findCredential, fillSheet, meterExport, ids, chance } = needs;
    const { userId, user, requestId, idempotencyKey, mode, spreadsheetId, sheetName, title } = asked;
    const source = await findRows(userId, asked.rows);
    const { rows: rowCount, columns: fields } = await writing.findColumns(source, 'sheets');
    const credential = await findCredential(userId, asked.googleToken);
    const requestHash = hashOf(source, asked);
    const sheetId = mode === 'new' ? chooseSheetId(chance) : null;
    const begun = { id: ids.next(), userId, requestHash, mode, spreadsheetId, sheetId, sheetName, rowCount };
    const kept = await store.begin(begun, idempotencyKey);
    checkKept(kept, requestHash);
    if (kept.step === 'done' && kept.place && kept.receipt) return toResult(kept, kept.place, kept.receipt);
    const activity = {
      userId,
      kind: 'export',
      summary: title ?? 'Google Sheets',
      counts: { rows: rowCount },
      requestId,
    };
    const { value: place, receipt } = await meterExport(
      { user, activityId: asked.rows.activityId ?? null, idempotencyKey, requestId, activity },
      // Done, but not charged: whoever did it died in between.
      async () =>
        (kept.step === 'done' && kept.place) || fillSheet({ kept, source, fields, credential, title }),
    );
    await store.keepReceipt(kept.id, receipt);
    return toResult(kept, place, receipt);
  };
