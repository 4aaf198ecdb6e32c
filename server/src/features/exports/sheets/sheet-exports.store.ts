import { type Kysely, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../../platform/postgres/postgres.ts';
import { type Place, type SheetExport, sheetModes } from './sheet-export.ts';

type SheetTables = {
  sheet_exports: {
    id: string;
    user_id: string;
    key_hash: Uint8Array | null;
    request_hash: Uint8Array | null;
    mode: SheetExport['mode'];
    spreadsheet_id: string | null;
    spreadsheet_url: string | null;
    sheet_id: number | null;
    sheet_name: string | null;
    step: SheetExport['step'];
    columns: string | null;
    first_row: number | null;
    row_count: number;
    rows_written: number;
    receipt: string | null;
    runner: string | null;
    leased_until: Date | null;
  };
  spreadsheet_locks: { spreadsheet_id: string; holder: string; held_until: Date };
};

const Row = z.object({
  id: z.string(),
  user_id: z.string(),
  key_hash: z.instanceof(Uint8Array).nullable(),
  request_hash: z.instanceof(Uint8Array).nullable(),
  mode: z.enum(sheetModes),
  spreadsheet_id: z.string().nullable(),
  spreadsheet_url: z.string().nullable(),
  sheet_id: z.number().nullable(),
  sheet_name: z.string().nullable(),
  step: z.enum(['begun', 'placed', 'done', 'failed']),
  columns: z.array(z.number()).nullable(),
  first_row: z.number().nullable(),
  row_count: z.number(),
  rows_written: z.number(),
  receipt: z.looseObject({}).nullable(),
});

const placeOf = (row: z.output<typeof Row>): Place | null => {
  const { spreadsheet_id, spreadsheet_url, sheet_id, sheet_name, columns, first_row } = row;
  if (spreadsheet_id === null || sheet_id === null || columns === null || first_row === null) return null;
  return {
    ...{ spreadsheetId: spreadsheet_id, url: spreadsheet_url ?? '', sheetId: sheet_id },
    ...{ sheetName: sheet_name ?? '', columns, firstRow: first_row },
  };
};

const toSheetExport = (unread: unknown): SheetExport => {
  const row = Row.parse(unread);
  return {
    ...{ id: row.id, userId: row.user_id, mode: row.mode },
    idempotency:
      row.key_hash && row.request_hash ? { keyHash: row.key_hash, requestHash: row.request_hash } : null,
    ...{ spreadsheetId: row.spreadsheet_id, url: row.spreadsheet_url, sheetId: row.sheet_id },
    ...{ sheetName: row.sheet_name, step: row.step, place: placeOf(row), rowCount: row.row_count },
    ...{ rowsWritten: row.rows_written, receipt: row.receipt },
  };
};

/** Another export whose rows go, or may still go, to the same sheet. */
export type UnderWay = { readonly id: string; readonly endRow: number; readonly isLive: boolean };

// The database's clock decides, for those of the instances may differ.
const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 millisecond'`;
const isOver = (column: string) => sql<SqlBool>`${sql.ref(column)} <= now()`;

/** Who works at an export, and for how long nobody else may. */
type Run = { readonly id: string; readonly runner: string; readonly leaseMs: number };

const createLocks = (tables: Kysely<SheetTables>) => ({
  /** Takes the lock of a spreadsheet; false while somebody else has it. */
  takeLock: async (spreadsheetId: string, holder: string, leaseMs: number): Promise<boolean> => {
    const rows = await tables
      .insertInto('spreadsheet_locks')
      .values({ spreadsheet_id: spreadsheetId, holder, held_until: inMs(leaseMs) })
      .onConflict((conflict) =>
        conflict
          .column('spreadsheet_id')
          .doUpdateSet({ holder, held_until: inMs(leaseMs) })
          .where((where) =>
            where.or([
              isOver('spreadsheet_locks.held_until'),
              where('spreadsheet_locks.holder', '=', holder),
            ]),
          ),
      )
      .returning('holder')
      .execute();
    return rows.length > 0;
  },
  /** Keeps the lock; false when it was lost, be it for a moment: somebody may have had it and be gone again. */
  renewLock: async (spreadsheetId: string, holder: string, leaseMs: number): Promise<boolean> => {
    const rows = await tables
      .updateTable('spreadsheet_locks')
      .set({ held_until: inMs(leaseMs) })
      .where('spreadsheet_id', '=', spreadsheetId)
      .where('holder', '=', holder)
      .where('held_until', '>', sql<Date>`now()`)
      .returning('holder')
      .execute();
    return rows.length > 0;
  },
  releaseLock: async (spreadsheetId: string, holder: string): Promise<void> => {
    await tables
      .deleteFrom('spreadsheet_locks')
      .where('spreadsheet_id', '=', spreadsheetId)
      .where('holder', '=', holder)
      .execute();
  },
});

/** Exports to sheets in Postgres. */
export const createSheetExportsStore = (db: Db) => {
  const tables: Kysely<SheetTables> = db.withTables<SheetTables>();
  const run = ({ id, runner }: Pick<Run, 'id' | 'runner'>) =>
    tables.updateTable('sheet_exports').where('id', '=', id).where('runner', '=', runner);
  const find = async (userId: string, by: { readonly id: string } | { readonly keyHash: Uint8Array }) => {
    const ofUser = tables.selectFrom('sheet_exports').selectAll().where('user_id', '=', userId);
    const row = await ('id' in by
      ? ofUser.where('id', '=', by.id)
      : ofUser.where('key_hash', '=', by.keyHash)
    ).executeTakeFirst();
    return row === undefined ? null : toSheetExport(row);
  };

  return {
    ...createLocks(tables),
    find,
    /** Writes down what is asked for; null when its key is another's. */
    begin: async (
      asked: Omit<SheetExport, 'url' | 'step' | 'place' | 'rowsWritten' | 'receipt'>,
    ): Promise<SheetExport | null> => {
      await tables
        .insertInto('sheet_exports')
        .values({
          ...{ id: asked.id, user_id: asked.userId, mode: asked.mode, row_count: asked.rowCount },
          ...{ key_hash: asked.idempotency?.keyHash ?? null, rows_written: 0, step: 'begun' },
          ...{ request_hash: asked.idempotency?.requestHash ?? null, spreadsheet_id: asked.spreadsheetId },
          ...{ sheet_id: asked.sheetId, sheet_name: asked.sheetName },
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return find(asked.userId, { id: asked.id });
    },
    /** Gives an export to a runner, as it stands now; null while somebody else is at it, or when it is over. */
    claim: async ({ id, runner, leaseMs }: Run): Promise<SheetExport | null> => {
      const row = await tables
        .updateTable('sheet_exports')
        .set({ runner, leased_until: inMs(leaseMs) })
        .where('id', '=', id)
        .where('step', 'in', ['begun', 'placed'])
        .where((where) => where.or([where('runner', 'is', null), isOver('leased_until')]))
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toSheetExport(row);
    },
    /** Whether this runner may go on. */
    renew: async ({ id, runner, leaseMs }: Run): Promise<boolean> => {
      const renewed = await run({ id, runner })
        .set({ leased_until: inMs(leaseMs) })
        .where('step', 'in', ['begun', 'placed'])
        .returning('id')
        .execute();
      return renewed.length > 0;
    },
    release: async ({ id, runner }: Pick<Run, 'id' | 'runner'>): Promise<void> => {
      await run({ id, runner }).set({ runner: null, leased_until: null }).execute();
    },
    keepSpreadsheet: async (at: Pick<Run, 'id' | 'runner'>, made: Pick<Place, 'spreadsheetId' | 'url'>) => {
      await run(at).set({ spreadsheet_id: made.spreadsheetId, spreadsheet_url: made.url }).execute();
    },
    findUnderWay: async (
      spreadsheetId: string,
      sheetId: number,
      except: string,
    ): Promise<readonly UnderWay[]> => {
      const rows = await tables
        .selectFrom('sheet_exports')
        .select(['id', sql<number>`first_row + row_count`.as('end_row')])
        .select(sql<boolean>`coalesce(leased_until > now(), false)`.as('is_live'))
        .where('spreadsheet_id', '=', spreadsheetId)
        .where('sheet_id', '=', sheetId)
        .where('step', '=', 'placed')
        .where('id', '<>', except)
        .execute();
      return rows.map(({ id, end_row, is_live }) => ({ id, endRow: end_row, isLive: is_live }));
    },
    /** Exports that will not go on: what they wrote is replaced. */
    giveUp: async (ids: readonly string[]): Promise<void> => {
      if (ids.length === 0) return;
      await tables.updateTable('sheet_exports').set({ step: 'failed' }).where('id', 'in', ids).execute();
    },
    /** Writes the place down, if the lock is still held. */
    keepPlace: async (at: Pick<Run, 'id' | 'runner'>, place: Place): Promise<boolean> => {
      const rows = await run(at)
        .set({
          ...{ step: 'placed', spreadsheet_id: place.spreadsheetId, spreadsheet_url: place.url },
          ...{ sheet_id: place.sheetId, sheet_name: place.sheetName, first_row: place.firstRow },
          columns: JSON.stringify(place.columns),
        })
        .where((where) =>
          where.exists(
            where
              .selectFrom('spreadsheet_locks')
              .select('holder')
              .where('spreadsheet_id', '=', place.spreadsheetId)
              .where('holder', '=', at.runner)
              .where('held_until', '>', sql<Date>`now()`),
          ),
        )
        .returning('id')
        .execute();
      return rows.length > 0;
    },
    tellProgress: async (at: Pick<Run, 'id' | 'runner'>, rowsWritten: number): Promise<void> => {
      await run(at).set({ rows_written: rowsWritten }).execute();
    },
    finish: async (at: Pick<Run, 'id' | 'runner'>, rowsWritten: number): Promise<void> => {
      await run(at)
        .set({ step: 'done', rows_written: rowsWritten, runner: null, leased_until: null })
        .execute();
    },
    keepReceipt: async (id: string, receipt: object): Promise<void> => {
      await tables
        .updateTable('sheet_exports')
        .set({ receipt: JSON.stringify(receipt) })
        .where('id', '=', id)
        .execute();
    },
    /** After a day nobody goes on with an export, and its range is free; after thirty it is forgotten. */
    sweep: async (): Promise<void> => {
      await tables
        .updateTable('sheet_exports')
        .set({ step: 'failed' })
        .where('step', 'in', ['begun', 'placed'])
        .where(sql<SqlBool>`created_at < now() - interval '1 day'`)
        .where((where) => where.or([where('runner', 'is', null), isOver('leased_until')]))
        .execute();
      await tables
        .deleteFrom('sheet_exports')
        .where(sql<SqlBool>`created_at < now() - interval '30 days'`)
        .execute();
      await tables.deleteFrom('spreadsheet_locks').where(isOver('held_until')).execute();
    },
    removeAll: async (userId: string): Promise<void> => {
      await tables.deleteFrom('sheet_exports').where('user_id', '=', userId).execute();
    },
  };
};

/** What this room keeps of exports to sheets. */
export type SheetExportsStore = ReturnType<typeof createSheetExportsStore>;
