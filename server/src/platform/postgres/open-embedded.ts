import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { DataDirBusyError, StartError } from '../../kernel/start-error.ts';
import { lockDataDir } from './lock-data-dir.ts';

/** Typed SQL without tables: each room adds its own with `withTables`. */
export type Db = Kysely<unknown>;

/** Runs several statements at once and returns the rows of the last; for migrations. */
export type SqlSession = { readonly exec: (text: string) => Promise<readonly unknown[]> };

/** An open database, whoever keeps it. */
export type Postgres = {
  readonly db: Db;
  readonly transaction: (work: (session: SqlSession) => Promise<void>) => Promise<void>;
  /** Whether a trivial query is answered now. */
  readonly answers: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

const toSession = (transaction: Transaction): SqlSession => ({
  exec: async (text) => (await transaction.exec(text)).at(-1)?.rows ?? [],
});

/**
 * Opens the Postgres that runs inside this process, in a folder that only one process may use at a time.
 * @throws {StartError} when another process has the folder.
 */
export const openEmbeddedPostgres = async ({ dataDir }: { readonly dataDir: string }): Promise<Postgres> => {
  const lock = lockDataDir(dataDir);
  if (!lock.held) {
    const who = lock.pid === null ? 'another process' : `process ${lock.pid}`;
    throw new DataDirBusyError(
      `The data folder ${dataDir} is in use by ${who}: only one process may use it at a time.`,
    );
  }
  try {
    const pglite = await PGlite.create(join(dataDir, 'postgres'));
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
    return {
      db,
      transaction: (work) => pglite.transaction((transaction) => work(toSession(transaction))),
      answers: () =>
        pglite.query('select 1').then(
          () => true,
          () => false,
        ),
      close: async () => {
        await db.destroy();
        if (!pglite.closed) await pglite.close();
        lock.release();
      },
    };
  } catch (cause) {
    lock.release();
    throw new StartError(`The embedded database in ${dataDir} does not open.`, { cause });
  }
};
