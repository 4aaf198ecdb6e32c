/** Rows on their way out: files that people open, and sheets that they share. */

import type { Door } from '../../http/door.ts';
import type { Routes } from '../../http/route.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { createExportsStore } from './files/exports.store.ts';
import { declareFiles } from './files/files.routes.ts';
import { makeExport } from './files/make-export.ts';
import { runExport } from './files/run-export.ts';
import { findExport, watchExport } from './files/watch-export.ts';
import { writeExport } from './files/write-export.ts';
import { findRows, type ReadResult } from './find-rows.ts';
import type { MeterExport } from './meter-export.ts';
import { createWritingPool } from './writing/writing-pool.ts';
import type { FileForm } from './writing/writing-task.ts';

export type { ReadResult } from './find-rows.ts';
export type { MeterExport } from './meter-export.ts';

/** Writing alone, for the command line: a kept answer of the engine becomes a file. */
export const createWriting = (limits: { readonly heapMb: number }) => {
  const pool = createWritingPool(limits);
  return {
    ...pool,
    writeResult: async (json: Uint8Array, form: FileForm): Promise<Uint8Array<ArrayBuffer>> =>
      (await pool.writeFile({ bytes: json, shape: 'result', fields: null }, form)).file,
  };
};

type Needs<User> = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly writing: ReturnType<typeof createWriting>;
  readonly readResult: ReadResult;
  readonly meterExport: MeterExport<User>;
  readonly findUser: (userId: string) => Promise<User | null>;
  /** Puts the job of an export into the queue, in the transaction given. */
  readonly enqueue: (trx: Db, exportId: string) => Promise<void>;
  readonly logger: { readonly error: (facts: object, line: string) => void };
};

const sweepEveryMs = 15 * 60 * 1000;
const rememberedMs = 30 * 24 * 60 * 60 * 1000;

/** Opens the room. */
export const createExports = <User>(needs: Needs<User>) => {
  const { db, clock, logger, writing } = needs;
  const store = createExportsStore(db);
  const rows = findRows(needs);
  const write = writeExport({ ...needs, store, writing });
  const files = { ...needs, store, findRows: rows, writeExport: write };
  const sweeping = createRepeat({
    everyMs: sweepEveryMs,
    work: () => store.sweep(clock.now(), new Date(clock.now().getTime() - rememberedMs)),
    onFault: (err) => logger.error({ err }, '[Exports] What has expired could not be removed'),
  });
  return {
    /** Does the job of an export: for the queue. */
    runExport: runExport(files),
    /** Removes all that this room keeps about somebody. */
    forgetUser: store.removeAll,
    declareRoutes: (
      routes: Routes,
      { door }: { readonly door: Door<{ readonly userId: string; readonly user: User }> },
    ): void =>
      declareFiles(routes, {
        ...{ door, clock, store },
        makeExport: makeExport(files),
        findExport: findExport({ store, clock }),
        watchExport: watchExport({ store, clock }),
      }),
    close: sweeping.stop,
  };
};
