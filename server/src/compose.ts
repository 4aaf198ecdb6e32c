/** The wiring page: everything that is made is made here, in reading order. */

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Config } from './config/load.ts';
import { createAuth, createOwner, removeUser } from './features/auth/index.ts';
import { createExtraction, createWrappers } from './features/extraction/index.ts';
import { createAccount, createProfiles } from './features/profiles/index.ts';
import { createUsage } from './features/usage/index.ts';
import { createAdmit } from './http/admit-bodies.ts';
import { createApp } from './http/app.ts';
import { createBodyReader } from './http/body-reader.ts';
import { declareHealth } from './http/health.routes.ts';
import { createJsonReader } from './http/json-reader.ts';
import { declareOpenApi } from './http/openapi.ts';
import { createRoutes } from './http/route.ts';
import { systemClock } from './kernel/clock.ts';
import type { Closers } from './kernel/closers.ts';
import { randomIds } from './kernel/ids.ts';
import type { Service } from './kernel/service.ts';
import { checkAuthTables } from './platform/postgres/check-auth-tables.ts';
import { migrate } from './platform/postgres/migrate.ts';
import { openDatabase } from './platform/postgres/open-database.ts';
import type { Postgres } from './platform/postgres/postgres.ts';
import { openRedis } from './platform/redis/open-redis.ts';
import { absentRedis, type Redis } from './platform/redis/redis.ts';
import type { Telemetry } from './platform/telemetry/instrument.ts';
import type { Logger } from './platform/telemetry/logger.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** What one page may cost (README, Limits). One core is left to the thread that answers everybody. */
const extractionLimits = {
  threads: Math.max(1, availableParallelism() - 1),
  deadlineMs: 10_000,
  mostWaiting: 64,
  heapMb: 192,
};
/** What one user may ask for in a minute. */
const requestLimits = { scrapesPerMinute: 30, requestsPerMinute: 120 };
/** Ten bodies of the largest size. */
const mostBodyBytes = 104_857_600;

type Parts = {
  readonly config: Config;
  readonly version: string;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly closers: Closers;
};

/** The database alone, as it is: all that `gleaner migrate` needs. */
export const composeDatabase = async ({ config, closers }: Pick<Parts, 'config' | 'closers'>) => {
  const postgres = await openDatabase(config.database);
  closers.push('database', postgres.close);
  await checkAuthTables(postgres, config.supabase !== null);
  return { postgres, migrations: { folder: migrationsFolder, withAuth: config.supabase === null } };
};

/** The database, migrated, and the owner's keys: all that `gleaner keys` needs. */
export const composeKeys = async ({ config, closers }: Pick<Parts, 'config' | 'closers'>) => {
  const { postgres, migrations } = await composeDatabase({ config, closers });
  await migrate(postgres, migrations);
  const owner = createOwner({ db: postgres.db, clock: systemClock(), ids: randomIds() });
  return { postgres, owner };
};

/** Extraction alone, for `gleaner extract` and `gleaner batch`, which need neither a database nor a port. */
export const composeExtraction = ({ threads, closers }: { threads: number; closers: Closers }) => {
  const extraction = createExtraction({ ...extractionLimits, threads });
  closers.push('extraction', extraction.close);
  return extraction;
};

const databaseService = async ({ kind, answers }: Postgres): Promise<Service> => {
  if (!(await answers())) return { name: 'database', state: 'unavailable', costs: 'nothing is answered' };
  return kind === 'postgres'
    ? { name: 'database', state: 'connected' }
    : { name: 'database', state: 'embedded', costs: 'one instance only' };
};

const redisService = ({ state }: Redis): Service => {
  switch (state()) {
    case 'ok':
      return { name: 'redis', state: 'connected' };
    case 'down':
      return { name: 'redis', state: 'degraded', costs: 'profiles come from the database until it is back' };
    case 'absent':
      return { name: 'redis', state: 'absent', costs: 'profiles are kept by each instance for itself' };
  }
};

/** The whole server but its port. */
export const compose = async ({ config, version, telemetry, logger, closers }: Parts) => {
  const clock = systemClock();
  const ids = randomIds();
  let draining = false;

  const extraction = composeExtraction({ threads: extractionLimits.threads, closers });
  const json = createJsonReader();
  closers.push('body reader', json.close);

  const { postgres, owner } = await composeKeys({ config, closers });
  const { firstKey } = await owner.ensureOwner();

  const redis =
    config.redisUrl === null ? absentRedis(logger) : await openRedis({ url: config.redisUrl, logger });
  closers.push('redis', redis.close);
  const { instances } = config;
  const chance = Math.random;
  const profiles = await createProfiles({ postgres, redis, clock, ids, chance, instances, logger });
  closers.push('profiles', profiles.close);
  const auth = createAuth({
    ...{ db: postgres.db, clock, ids },
    ...{ supabase: config.supabase, signups: config.signups },
    readMember: profiles.readMember,
    keepVerdict: profiles.keepVerdict,
    invalidateUserCache: profiles.invalidateUserCache,
  });
  const usage = createUsage({ db: postgres.db });
  const wrappers = createWrappers({ db: postgres.db });
  const account = createAccount({
    ...{ db: postgres.db, clock, logger },
    invalidateUserCache: profiles.invalidateUserCache,
    // Every room that keeps something about a person; who signs them in comes last.
    forgetters: [
      usage.forgetUser,
      wrappers.forgetUser,
      removeUser({ db: postgres.db, supabase: config.supabase }),
    ],
  });
  closers.push('account', account.close);

  const services = async (): Promise<readonly Service[]> => [
    await databaseService(postgres),
    redisService(redis),
    telemetry.connected
      ? { name: 'sentry', state: 'connected' }
      : { name: 'sentry', state: 'absent', costs: 'faults are only in the log' },
  ];

  const admit = createAdmit({ mostBytes: mostBodyBytes });
  const readBodyAs = createBodyReader({ json, limitBytes: config.http.bodyLimitBytes, admit });
  const routes = createRoutes({ readBodyAs });
  auth.declareRoutes(routes);
  account.declareRoutes(routes, {
    door: auth.requireAuth,
    fresh: auth.requireFreshAuth,
    limits: requestLimits,
  });
  usage.declareRoutes(routes, { door: auth.requireAuth });
  extraction.declareRoutes(routes, {
    door: auth.requireAuth,
    recordActivity: usage.recordActivity,
    ...{ clock, wrappers },
  });
  declareHealth(routes, { version, clock, services, isDraining: () => draining });
  declareOpenApi(routes, { version });

  const { corsOrigins } = config.http;
  const app = createApp({ corsOrigins, logger, report: telemetry.report, clock, ids, routes });
  return {
    app,
    firstKey,
    services,
    stopBeingReady: () => {
      draining = true;
    },
  };
};
