import { createHash } from 'node:crypto';
import { createConnectionsStore } from '../../features/exports/google/connections.store.ts';
import { findCredential } from '../../features/exports/google/find-credential.ts';
import { createGoogleAuth } from '../../features/exports/google/google-auth.ts';
import { exportToSheet } from '../../features/exports/sheets/export-to-sheet.ts';
import { fillSheet } from '../../features/exports/sheets/fill-sheet.ts';
import { createOutgoingLimiter } from '../../features/exports/sheets/outgoing-limiter.ts';
import type { SheetMode } from '../../features/exports/sheets/sheet-export.ts';
import {
  createSheetExportsStore,
  type SheetExportsStore,
} from '../../features/exports/sheets/sheet-exports.store.ts';
import { createSheetsApi } from '../../features/exports/sheets/sheets-api.ts';
import type { WritingPool } from '../../features/exports/writing/writing-pool.ts';
import { systemClock } from '../../kernel/clock.ts';
import { randomIds } from '../../kernel/ids.ts';
import { LargeJson } from '../../kernel/large-json.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { absentRedis } from '../../platform/redis/redis.ts';

type Needs = {
  readonly db: Db;
  readonly url: string;
  readonly writing: WritingPool;
  /** How soon a process that died is followed by another. */
  readonly leaseMs?: number;
  /** Awaited after each statement: for processes that die there. */
  readonly afterStatement?: () => Promise<void>;
};

/** The store, with something done after each of its statements. */
const watchStatements = (store: SheetExportsStore, afterEach: () => Promise<void>): SheetExportsStore =>
  new Proxy(store, {
    get: (target, name) => {
      const statement: unknown = Reflect.get(target, name);
      if (typeof statement !== 'function') return statement;
      return async (...args: unknown[]) => {
        const value: unknown = await Reflect.apply(statement, target, args);
        await afterEach();
        return value;
      };
    },
  });

/** What is asked for; without a key each one is a new export. */
export type WantedSheet = {
  readonly userId: string;
  readonly token: string;
  readonly rows: readonly object[];
  readonly mode: SheetMode;
  readonly key?: string;
  readonly spreadsheetId?: string | null;
  readonly sheetName?: string | null;
  readonly title?: string | null;
};

const bytesOf = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Exports to sheets as one instance has them, charged nothing and held up by no limit. */
export const openSheets = ({
  db,
  url,
  writing,
  leaseMs = 30_000,
  afterStatement = async () => {},
}: Needs) => {
  const [clock, ids] = [systemClock(), randomIds()];
  const store = watchStatements(createSheetExportsStore(db), afterStatement);
  const google = { client: null, serviceAccount: null, redirectUri: 'http://localhost/', apiBase: url };
  const connections = createConnectionsStore(db);
  const connecting = { auth: createGoogleAuth(google), store: connections, seal: null, clock };
  const limits = { perUser: 1e6, perProject: 1e6, windowSeconds: 1 };
  const redis = absentRedis({ info: () => {} });
  const limiter = createOutgoingLimiter({ redis, clock, nextId: ids.next, instances: 1, limits });
  const api = createSheetsApi({ base: url, limiter, chance: () => 0 });
  const run = exportToSheet<object>({
    ...{ store, writing, ids, chance: Math.random },
    findRows: async (_userId, { rows, fields = null }) => ({
      ...{ bytes: rows?.bytes ?? bytesOf([]), shape: 'rows' as const, fields },
    }),
    findCredential: findCredential(connecting),
    fillSheet: fillSheet({ store, writing, api, ids, leaseMs }),
    meterExport: async (_asked, work) => ({ value: await work(), receipt: { charged: 0 } }),
  });
  return {
    store,
    export: ({ userId, token, rows, mode, key, ...where }: WantedSheet) => {
      const { spreadsheetId = null, sheetName = null, title = null } = where;
      const requestHash = sha256(JSON.stringify([rows, mode, where]));
      return run({
        ...{ userId, user: {}, requestId: 'r', tell: () => {}, tellReplay: () => {}, googleToken: token },
        ...{ rows: { rows: new LargeJson(bytesOf(rows)) }, mode, spreadsheetId, sheetName, title },
        idempotency: key === undefined ? null : { keyHash: sha256(key), requestHash },
      });
    },
  };
};
