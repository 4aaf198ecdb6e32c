import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { DataDirBusyError, StartError } from '../../kernel/start-error.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { openPglite } from './open-pglite.ts';
import type { Postgres, SqlSession } from './postgres.ts';

const toSession = (transaction: Transaction): SqlSession => ({
  exec: async (text) => (await transaction.exec(text)).at(-1)?.rows ?? [],
});

const opensTransaction = /^\s*begin\b/i;

const runText =
  (pglite: PGlite): Postgres['run'] =>
  async (text, values = []) => {
    if (values.length > 0) return pglite.query(text, [...values]);
    // In a transaction of ours a text that fails half-way is rolled back before anybody else has the one session.
    const results = opensTransaction.test(text)
      ? await pglite.transaction((transaction) => transaction.exec(text))
      : await pglite.exec(text);
    return { rows: results.flatMap(({ rows }) => rows) };
  };

const toPostgres = (pglite: PGlite, release: () => void): Postgres => {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  return {
    kind: 'embedded',
    db,
    transaction: (work) => pglite.transaction((transaction) => work(toSession(transaction))),
    run: runText(pglite),
    // It runs in this process: there is no connection to lose, hence no gap.
    listen: (channel, { onNotify }) => pglite.listen(channel, onNotify),
    answers: () =>
      pglite.query('select 1').then(
        () => true,
        () => false,
      ),
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
      release();
    },
  };
};

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
    return toPostgres(await openPglite(join(dataDir, 'postgres')), lock.release);
  } catch (cause) {
    lock.release();
    throw new StartError(`The embedded database in ${dataDir} does not open.`, { cause });
  }
};
