import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Db } from '../../../platform/postgres/postgres.ts';
import type { Place, SheetExport } from './sheet-export.ts';
import { type SheetExportsTable, toSheetExport } from './sheet-export-row.ts';
import { createLocks, inMs, isOver, type LocksTable } from './spreadsheet-locks.store.ts';

type SheetTables = SheetExportsTable & LocksTable;

/** Another export whose rows go, or may still go, to the same sheet. */
export type UnderWay = { readonly id: string; readonly endRow: number; readonly isLive: boolean };

/** Who works at an export, and for how long nobody else may. */
type Run = { readonly id: string; readonly runner: string; readonly leaseMs: number };

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
    ...createLocks(db.withTables<LocksTable>()),
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
