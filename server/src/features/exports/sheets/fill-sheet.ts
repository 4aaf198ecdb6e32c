import { AppError } from '../../../kernel/app-error.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { Credential } from '../google/find-credential.ts';
import type { RowsSource } from '../writing/read-table.ts';
import type { WritingPool } from '../writing/writing-pool.ts';
import { newSheet } from './choose-sheet.ts';
import type { Place, SheetExport } from './sheet-export.ts';
import type { SheetExportsStore } from './sheet-exports.store.ts';
import type { SheetsApi } from './sheets-api.ts';
import { createSpreadsheet, openSpreadsheet } from './spreadsheet.ts';
import { takePlace } from './take-place.ts';

const defaultTitle = 'Gleaner';

type Needs = {
  readonly store: SheetExportsStore;
  readonly writing: Pick<WritingPool, 'writeValues'>;
  readonly api: SheetsApi;
  readonly ids: Pick<Ids, 'next'>;
  /** How long a process that says nothing is taken to be at work: longer than one call to Google. */
  readonly leaseMs: number;
};

type Wanted = {
  readonly kept: SheetExport;
  readonly source: RowsSource;
  readonly fields: readonly string[];
  readonly credential: Credential;
  /** Of a spreadsheet that is still to be made. */
  readonly title: string | null;
};

const stillRunning = (leaseMs: number): AppError =>
  new AppError('sheet_busy', 'This export is still being written: send the same request again later.', {
    retryAfterSeconds: Math.ceil(leaseMs / 1000),
  });

/** Writes the batches that are not known to be written, each to its own range. */
const writeRows = async (
  { store, writing }: Needs,
  { kept, source }: Wanted,
  place: Place,
  write: (range: string, body: Uint8Array<ArrayBuffer>) => Promise<unknown>,
  runner: string,
): Promise<void> => {
  for (const { range, body, rowsDone } of await writing.writeValues(source, place)) {
    if (rowsDone <= kept.rowsWritten) continue;
    await write(range, body);
    await store.tellProgress({ id: kept.id, runner }, rowsDone);
  }
};

/** The name that the sheet has now: it may have been given another since its place was taken. */
const findName = async (spreadsheet: ReturnType<typeof openSpreadsheet>, place: Place): Promise<string> => {
  const { sheets } = await spreadsheet.read();
  const found = sheets.find(({ sheetId }) => sheetId === place.sheetId);
  if (found) return found.title;
  throw new AppError('sheet_not_found', 'The sheet was removed meanwhile: export again under a new key.');
};

const run = async (needs: Needs, wanted: Wanted, runner: string): Promise<Place> => {
  const { store, api, leaseMs } = needs;
  const { kept, credential, fields } = wanted;
  const at = { id: kept.id, runner };
  // Before each call, for whoever took too long may have been followed by another.
  const before = async (): Promise<void> => {
    if (!(await store.renew({ ...at, leaseMs }))) throw stillRunning(leaseMs);
  };
  const asking = { api, userId: kept.userId, credential, before };
  const makeSpreadsheet = async (): Promise<string> => {
    const sheet = newSheet(kept.sheetId ?? 0, kept.sheetName, {
      rows: kept.rowCount + 1,
      columns: fields.length,
    });
    const made = await createSpreadsheet(asking, { title: wanted.title ?? defaultTitle, sheet });
    await store.keepSpreadsheet(at, made);
    return made.spreadsheetId;
  };
  const spreadsheetId = kept.spreadsheetId ?? (await makeSpreadsheet());
  const placing = openSpreadsheet(
    {
      ...asking,
      before: async () => {
        await before();
        if (!(await store.renewLock(spreadsheetId, runner, leaseMs))) throw stillRunning(leaseMs);
      },
    },
    spreadsheetId,
  );
  const spreadsheet = openSpreadsheet(asking, spreadsheetId);
  const place = kept.place
    ? { ...kept.place, sheetName: await findName(spreadsheet, kept.place) }
    : await takePlace(
        { store, spreadsheet: placing, runner, leaseMs },
        { kept: { ...kept, spreadsheetId }, fields },
      );
  await writeRows(needs, wanted, place, spreadsheet.write, runner);
  await store.finish(at, kept.rowCount);
  return place;
};

/** Does an export to a sheet from wherever it stands; one process at a time. */
export const fillSheet =
  (needs: Needs) =>
  async (wanted: Wanted): Promise<Place> => {
    const { store, ids, leaseMs } = needs;
    const at = { id: wanted.kept.id, runner: ids.next() };
    // As it stands now: another runner may have got further since it was looked up.
    const kept = await store.claim({ ...at, leaseMs });
    if (kept === null) throw stillRunning(leaseMs);
    try {
      return await run(needs, { ...wanted, kept }, at.runner);
    } finally {
      await store.release(at);
    }
  };
