import type { Call } from '../../../http/declaration.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { AskedRows, findRows } from '../find-rows.ts';
import type { Credential } from '../google/find-credential.ts';
import { type MeterExport, payOnce } from '../meter-export.ts';
import { checkSameRequest, keyInUse } from '../same-request.ts';
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
export type AskedSheet<User> = Pick<Call, 'requestId' | 'idempotency' | 'tell' | 'tellReplay'> & {
  readonly userId: string;
  readonly user: User;
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

const toResult = ({ rowCount }: SheetExport, place: Place, receipt: object): SheetResult => {
  const { spreadsheetId, url, sheetId, sheetName, columns, firstRow } = place;
  const column = Math.min(...columns);
  const at = { row: firstRow, column, rows: rowCount, columns: Math.max(...columns) - column + 1 };
  const range = rowCount === 0 ? null : rangeOf(sheetName, at);
  return { spreadsheetId, url: `${url}#gid=${sheetId}`, sheetName, range, rows: rowCount, receipt };
};

const superseded = (): AppError =>
  new AppError(
    'export_superseded',
    'This export was given up, for another replaced the sheet or a day has passed: export again under a new key.',
  );

/** What the same request began before; null when it is the first. */
const findEarlier = async (
  { store }: Pick<Needs<never>, 'store'>,
  { userId, idempotency }: Pick<AskedSheet<never>, 'userId' | 'idempotency'>,
): Promise<SheetExport | null> => {
  const earlier = idempotency && (await store.find(userId, { keyHash: idempotency.keyHash }));
  if (!earlier) return null;
  checkSameRequest(earlier.idempotency, idempotency);
  if (earlier.step === 'failed') throw superseded();
  return earlier;
};

const begin = async <User>(
  { store, ids, chance }: Needs<User>,
  { userId, idempotency, mode, spreadsheetId, sheetName }: AskedSheet<User>,
  rowCount: number,
): Promise<SheetExport> => {
  const sheetId = mode === 'new' ? chooseSheetId(chance) : null;
  const asked = { id: ids.next(), userId, idempotency, mode, spreadsheetId, sheetId, sheetName, rowCount };
  const begun = await store.begin(asked);
  if (begun === null) throw keyInUse();
  return begun;
};

/**
 * Brings rows to a sheet, once: sent again under its key it goes on where it stopped, or tells what it did. Charged as
 * the catalogue says when all of them are there.
 */
export const exportToSheet =
  <User>(needs: Needs<User>) =>
  async (asked: AskedSheet<User>): Promise<SheetResult> => {
    const { store, writing, findRows, findCredential, fillSheet, meterExport } = needs;
    const { userId, user, requestId, title, tell } = asked;
    const earlier = await findEarlier(needs, asked);
    if (earlier?.step === 'done' && earlier.place && earlier.receipt) {
      asked.tellReplay();
      return toResult(earlier, earlier.place, earlier.receipt);
    }
    const source = await findRows(userId, asked.rows);
    const { rows, columns: fields } = await writing.findColumns(source, 'sheets');
    const credential = await findCredential(userId, asked.googleToken);
    const kept = earlier ?? (await begin(needs, asked, rows));
    const activityId = asked.rows.activityId ?? null;
    const activity = { kind: 'export', summary: title ?? 'Google Sheets', counts: { rows } };
    const { value: place, receipt } = await meterExport(
      { user, activityId, idempotency: payOnce(kept.id), requestId, activity, tell },
      // Done, but not charged: whoever did it died in between.
      async () =>
        (kept.step === 'done' && kept.place) || fillSheet({ kept, source, fields, credential, title }),
    );
    await store.keepReceipt(kept.id, receipt);
    return toResult(kept, place, receipt);
  };
