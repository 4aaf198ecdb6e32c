import { sql, type Transaction } from 'kysely';
import type { Db } from '../../../platform/postgres/postgres.ts';
import type { Export } from './export.ts';
import { cutToPieces, type PiecesTable, putPieces, readPieces } from './export-pieces.ts';
import { type ExportsTable, toExport } from './export-row.ts';

type ExportTables = ExportsTable & PiecesTable;

/** Exports in Postgres. */
export const createExportsStore = (db: Db) => {
  const tables = db.withTables<ExportTables>();

  return {
    /**
     * Keeps what is asked for, with the rows that were sent along; `alsoDo` is done in the same transaction. False when
     * its key is another's.
     */
    add: async (
      asked: Omit<Export, 'state' | 'rowsWritten' | 'fileBytes' | 'failure' | 'receipt'>,
      source: Uint8Array | null,
      alsoDo: (trx: Transaction<unknown>) => Promise<void>,
    ): Promise<boolean> => {
      return db.transaction().execute(async (transaction) => {
        const trx = transaction.withTables<ExportTables>();
        const added = await trx
          .insertInto('exports')
          .values({
            ...{ id: asked.id, user_id: asked.userId, activity_id: asked.activityId, state: 'waiting' },
            fields: asked.fields === null ? null : JSON.stringify(asked.fields),
            form: JSON.stringify(asked.form),
            ...{ file_name: asked.fileName, row_count: asked.rowCount, rows_written: 0 },
            ...{ created_at: asked.createdAt, expires_at: asked.expiresAt, is_job: asked.isJob },
            ...{ key_hash: asked.idempotency?.keyHash ?? null },
            ...{ request_hash: asked.idempotency?.requestHash ?? null },
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .execute();
        if (added.length === 0) return false;
        if (source !== null) await putPieces(transaction, cutToPieces(asked.id, 'source', source));
        await alsoDo(transaction);
        return true;
      });
    },
    find: async (id: string): Promise<Export | null> => {
      const row = await tables.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toExport(row);
    },
    /** The export that a key stands for, unless that was more than a day ago. */
    findByKey: async (userId: string, keyHash: Uint8Array, now: Date): Promise<Export | null> => {
      const row = await tables
        .selectFrom('exports')
        .selectAll()
        .where('user_id', '=', userId)
        .where('key_hash', '=', keyHash)
        .executeTakeFirst();
      if (row === undefined) return null;
      const found = toExport(row);
      if (found.expiresAt > now) return found;
      await tables.updateTable('exports').set({ key_hash: null }).where('id', '=', found.id).execute();
      return null;
    },
    tellProgress: async (id: string, rowsWritten: number): Promise<void> => {
      await tables
        .updateTable('exports')
        .set({ state: 'running', rows_written: rowsWritten })
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'running'])
        .execute();
    },
    /** Keeps the file. The rows it was made of are needed no longer. */
    finish: async (id: string, file: Uint8Array): Promise<void> => {
      await db.transaction().execute(async (transaction) => {
        const trx = transaction.withTables<ExportTables>();
        // What an attempt that died has left goes too.
        await trx.deleteFrom('export_pieces').where('export_id', '=', id).execute();
        await putPieces(transaction, cutToPieces(id, 'file', file));
        await trx
          .updateTable('exports')
          .set({ state: 'done', file_bytes: file.length, failure: null, rows_written: sql`row_count` })
          .where('id', '=', id)
          .execute();
      });
    },
    keepReceipt: async (id: string, receipt: object): Promise<void> => {
      await tables
        .updateTable('exports')
        .set({ receipt: JSON.stringify(receipt) })
        .where('id', '=', id)
        .execute();
    },
    fail: async (id: string, failure: NonNullable<Export['failure']>): Promise<void> => {
      await tables
        .updateTable('exports')
        .set({ state: 'failed', failure: JSON.stringify(failure) })
        .where('id', '=', id)
        .where('state', '<>', 'done')
        .execute();
    },
    readSource: async (id: string): Promise<Uint8Array> => {
      const pieces: Uint8Array[] = [];
      for await (const piece of readPieces(db, id, 'source')) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    readFile: (id: string): AsyncGenerator<Uint8Array> => readPieces(db, id, 'file'),
    remove: async (id: string): Promise<void> => {
      await tables.deleteFrom('exports').where('id', '=', id).execute();
    },
    /** Files go when they expire; that there was one is known until `forgottenBefore`. */
    sweep: async (now: Date, forgottenBefore: Date): Promise<void> => {
      await tables
        .deleteFrom('export_pieces')
        .where('export_id', 'in', (ids) =>
          ids.selectFrom('exports').select('id').where('expires_at', '<=', now),
        )
        .execute();
      await tables.deleteFrom('exports').where('expires_at', '<=', forgottenBefore).execute();
    },
    removeAll: async (userId: string): Promise<void> => {
      await tables.deleteFrom('exports').where('user_id', '=', userId).execute();
    },
  };
};

/** What this room keeps of files. */
export type ExportsStore = ReturnType<typeof createExportsStore>;
