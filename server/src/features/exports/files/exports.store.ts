import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../../platform/postgres/postgres.ts';
import type { Export } from './export.ts';
import { FormRow } from './file-form.ts';

type Piece = { export_id: string; part: 'source' | 'file'; n: number; bytes: Uint8Array };
type ExportTables = {
  exports: {
    id: string;
    user_id: string;
    activity_id: string | null;
    fields: string | null;
    form: string;
    file_name: string;
    state: Export['state'];
    row_count: number;
    rows_written: number;
    file_bytes: number | null;
    failure: string | null;
    receipt: string | null;
    key_hash: Uint8Array | null;
    request_hash: Uint8Array | null;
    is_job: boolean;
    created_at: Date;
    expires_at: Date;
  };
  export_pieces: Piece;
};

const Row = z.object({
  id: z.string(),
  user_id: z.string(),
  activity_id: z.string().nullable(),
  fields: z.array(z.string()).nullable(),
  form: FormRow,
  file_name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  row_count: z.number(),
  rows_written: z.number(),
  file_bytes: z.number().nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  receipt: z.looseObject({}).nullable(),
  key_hash: z.instanceof(Uint8Array).nullable(),
  request_hash: z.instanceof(Uint8Array).nullable(),
  is_job: z.boolean(),
  created_at: z.date(),
  expires_at: z.date(),
});

const toExport = (unread: unknown): Export => {
  const row = Row.parse(unread);
  return {
    ...{ id: row.id, userId: row.user_id, activityId: row.activity_id, fields: row.fields, form: row.form },
    ...{ fileName: row.file_name, state: row.state, rowCount: row.row_count, rowsWritten: row.rows_written },
    ...{ fileBytes: row.file_bytes, failure: row.failure, receipt: row.receipt },
    ...{ createdAt: row.created_at, expiresAt: row.expires_at, isJob: row.is_job },
    idempotency:
      row.key_hash && row.request_hash ? { keyHash: row.key_hash, requestHash: row.request_hash } : null,
  };
};

const pieceBytes = 512 * 1024;

/** Where a file's bytes stand in the table; empty ones have no piece. */
const cutToPieces = (exportId: string, part: Piece['part'], bytes: Uint8Array): readonly Piece[] =>
  Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, n) => ({
    ...{ export_id: exportId, part, n },
    bytes: Buffer.from(bytes.subarray(n * pieceBytes, (n + 1) * pieceBytes)),
  }));

/** Exports in Postgres. */
export const createExportsStore = (db: Db) => {
  const tables = db.withTables<ExportTables>();

  /** Rows one after the other: a statement never holds more than one piece. */
  const putPieces = async (trx: typeof tables, pieces: readonly Piece[]): Promise<void> => {
    for (const piece of pieces) await trx.insertInto('export_pieces').values(piece).execute();
  };
  const readPiece = async (exportId: string, part: Piece['part'], n: number): Promise<Uint8Array | null> => {
    const row = await tables
      .selectFrom('export_pieces')
      .select('bytes')
      .where('export_id', '=', exportId)
      .where('part', '=', part)
      .where('n', '=', n)
      .executeTakeFirst();
    return row?.bytes ?? null;
  };

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
        if (source !== null) await putPieces(trx, cutToPieces(asked.id, 'source', source));
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
      await tables.transaction().execute(async (trx) => {
        // What an attempt that died has left goes too.
        await trx.deleteFrom('export_pieces').where('export_id', '=', id).execute();
        await putPieces(trx, cutToPieces(id, 'file', file));
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
      for (let n = 0; ; n += 1) {
        const piece = await readPiece(id, 'source', n);
        if (piece === null) return Buffer.concat(pieces);
        pieces.push(piece);
      }
    },
    readFile: async function* (id: string): AsyncGenerator<Uint8Array> {
      for (let n = 0; ; n += 1) {
        const piece = await readPiece(id, 'file', n);
        if (piece === null) return;
        yield piece;
      }
    },
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
