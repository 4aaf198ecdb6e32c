import { type Kysely, type SqlBool, sql } from 'kysely';

/** The table of locks. */
export type LocksTable = { spreadsheet_locks: { spreadsheet_id: string; holder: string; held_until: Date } };

// The database's clock decides, for those of the instances may differ.

/** So many milliseconds from now. */
export const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 millisecond'`;
/** Whether the time in a column is past. */
export const isOver = (column: string) => sql<SqlBool>`${sql.ref(column)} <= now()`;

/** One export at a time takes its place in a spreadsheet: locks that end by themselves when their holder is gone. */
export const createLocks = (tables: Kysely<LocksTable>) => ({
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
