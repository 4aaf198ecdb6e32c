/** Rows on their way out: files that people open, and sheets that they share. */

import { z } from 'zod';
import type { Door } from '../../http/door.ts';
import type { Routes } from '../../http/route.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { createExportsStore } from './files/exports.store.ts';
import { declareFiles } from './files/files.routes.ts';
import { makeExport } from './files/make-export.ts';
import { runExport } from './files/run-export.ts';
import { findExport, watchExport } from './files/watch-export.ts';
import { writeExport } from './files/write-export.ts';
import { findRows, type ReadResult } from './find-rows.ts';
import { beginConnecting, disconnectGoogle, finishConnecting } from './google/connect-google.ts';
import { createConnectionsStore } from './google/connections.store.ts';
import { findCredential } from './google/find-credential.ts';
import { declareGoogle } from './google/google.routes.ts';
import { createGoogleAuth, type GoogleSettings } from './google/google-auth.ts';
import { createSeal } from './google/seal.ts';
import type { MeterExport } from './meter-export.ts';
import { exportToSheet } from './sheets/export-to-sheet.ts';
import { fillSheet } from './sheets/fill-sheet.ts';
import { createOutgoingLimiter, type OutgoingLimits } from './sheets/outgoing-limiter.ts';
import { createSheetExportsStore } from './sheets/sheet-exports.store.ts';
import { declareSheets } from './sheets/sheets.routes.ts';
import { createSheetsApi } from './sheets/sheets-api.ts';
import { createWritingPool } from './writing/writing-pool.ts';
import type { FileForm } from './writing/writing-task.ts';

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
  readonly queue: Pick<Queue, 'declare'>;
  readonly redis: Pick<Redis, 'state' | 'ask'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly chance: () => number;
  readonly instances: number;
  readonly writing: ReturnType<typeof createWriting>;
  readonly google: GoogleSettings;
  /** What Google lets us ask for in a minute. */
  readonly outgoing: OutgoingLimits;
  /** Keys that seal what is kept of Google accounts, today's first; none: no account can be connected. */
  readonly sealKeys: readonly Uint8Array[];
  readonly readResult: ReadResult;
  readonly meterExport: MeterExport<User>;
  readonly findUser: (userId: string) => Promise<User | null>;
  readonly logger: { readonly error: (facts: object, line: string) => void };
};

const sweepEveryMs = 15 * 60 * 1000;
const rememberedMs = 30 * 24 * 60 * 60 * 1000;
/** How long a process that says nothing is taken to be writing to a sheet; one call to Google takes less. */
const runLeaseMs = 45_000;

/** One export as a job: a hundred thousand rows take ten seconds. */
const jobs = { attempts: 5, firstPauseSeconds: 5, longestPauseSeconds: 300, limitSeconds: 120, atOnce: 1 };

type Rows = ReturnType<typeof findRows>;

const openFiles = <User>(needs: Needs<User>, rows: Rows) => {
  const { db, clock, queue } = needs;
  const store = createExportsStore(db);
  const files = { ...needs, store, findRows: rows, writeExport: writeExport({ ...needs, store }) };
  const run = runExport(files);
  const enqueue = queue.declare('export', {
    ...jobs,
    body: z.object({ id: z.uuid() }),
    work: ({ body, isLastAttempt }) => run(body.id, isLastAttempt),
  });
  return {
    store,
    routes: {
      ...{ clock, store },
      makeExport: makeExport({ ...files, enqueue: (trx, id) => enqueue({ id }, { trx }) }),
      findExport: findExport({ store, clock }),
      watchExport: watchExport({ store, clock }),
    },
  };
};

const openSheets = <User>(needs: Needs<User>, rows: Rows) => {
  const { db, redis, clock, ids, chance, instances, google, outgoing, sealKeys } = needs;
  const store = createSheetExportsStore(db);
  const connections = createConnectionsStore(db);
  const seal = sealKeys.length === 0 ? null : createSeal(sealKeys);
  const connecting = { auth: createGoogleAuth(google), store: connections, seal, clock, ids };
  const limiter = createOutgoingLimiter({ redis, clock, nextId: ids.next, instances, limits: outgoing });
  const api = createSheetsApi({ base: google.apiBase ?? 'https://sheets.googleapis.com', limiter, chance });
  const fill = fillSheet({ ...needs, store, api, leaseMs: runLeaseMs });
  const sheets = {
    ...needs,
    store,
    findRows: rows,
    findCredential: findCredential(connecting),
    fillSheet: fill,
  };
  return {
    store,
    connections,
    exportToSheet: exportToSheet(sheets),
    disconnectGoogle: disconnectGoogle(connecting),
    routes: {
      isSecure: google.redirectUri.startsWith('https:'),
      beginConnecting: beginConnecting(connecting),
      finishConnecting: finishConnecting(connecting),
      disconnectGoogle: disconnectGoogle(connecting),
    },
  };
};

type Doors<User> = {
  readonly door: Door<{ readonly userId: string; readonly user: User }>;
  /** Asks the database about the session every time. */
  readonly fresh: Door<{ readonly userId: string }>;
  readonly stranger: Door<object>;
};

/** Opens the room. */
export const createExports = <User>(needs: Needs<User>) => {
  const { clock, logger } = needs;
  const rows = findRows(needs);
  const files = openFiles(needs, rows);
  const sheets = openSheets(needs, rows);
  const sweep = async (): Promise<void> => {
    const now = clock.now();
    await files.store.sweep(now, new Date(now.getTime() - rememberedMs));
    await sheets.store.sweep();
    await sheets.connections.sweep(now);
  };
  const sweeping = createRepeat({
    everyMs: sweepEveryMs,
    work: sweep,
    onFault: (err) => logger.error({ err }, '[Exports] What has expired could not be removed'),
  });
  return {
    /** Removes all that this room keeps about somebody, and takes the leave to write back at Google. */
    forgetUser: async (userId: string): Promise<void> => {
      await sheets.disconnectGoogle(userId);
      await sheets.store.removeAll(userId);
      await files.store.removeAll(userId);
    },
    declareRoutes: (routes: Routes, { door, fresh, stranger }: Doors<User>): void => {
      declareFiles(routes, { ...files.routes, door });
      declareSheets(routes, { door, exportToSheet: sheets.exportToSheet });
      declareGoogle(routes, { ...sheets.routes, fresh, stranger });
    },
    close: sweeping.stop,
  };
};
