/** The server as a process of its own, while what it stands on is away, hangs, comes and goes. */

import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createClosers } from './kernel/closers.ts';
import { freePort } from './testing/services/guarded-process.ts';
import { startPostgres } from './testing/services/start-postgres.ts';
import { startRedis } from './testing/services/start-redis.ts';
import { type SpawnedServer, spawnServer } from './testing/spawn-server.ts';
import { openStandInSupabase } from './testing/stand-in-supabase.ts';
import { createTestDatabase } from './testing/test-services.ts';

// The number that migrate.ts locks.
const migrationLock = 4_000_417;
// Well above what a monitor is promised, which the drill measures, and well below what hangs.
const monitorLimitMs = 1_500;

const closers = createClosers({ limitMs: 20_000 });
afterEach(async () => {
  expect(await closers.closeAll()).toEqual([]);
});

const start = async (environment: Record<string, string>): Promise<SpawnedServer> => {
  const server = await spawnServer(environment);
  closers.push('server', server.stop);
  return server;
};

const Health = z.looseObject({ status: z.string() });
const askHealth = async ({ address }: SpawnedServer) => {
  const answer = await fetch(`${address}/health`, { signal: AbortSignal.timeout(monitorLimitMs) });
  return { code: answer.status, ...Health.parse(await answer.json()) };
};

const postgresOfItsOwn = async () => {
  const postgres = await startPostgres();
  closers.push('postgres', postgres.stop);
  return postgres;
};

/** The processes of its connections: each has one of its own. */
const connectionsOf = async (url: string): Promise<readonly number[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  );
  await client.end();
  return z
    .array(z.object({ pid: z.number() }))
    .parse(rows)
    .map(({ pid }) => pid);
};

const testDatabase = async (migrated = true): Promise<string> => {
  const database = await createTestDatabase({ migrated });
  closers.push('database', database.drop);
  return database.url;
};

it('starts where REDIS_URL leads to nothing, says so, and joins Redis when it appears', async () => {
  const port = await freePort();
  const environment = { DATABASE_URL: await testDatabase(), REDIS_URL: `redis://127.0.0.1:${port}` };
  const server = await start(environment);
  await server.ready();
  expect(await askHealth(server)).toMatchObject({ code: 200, status: 'degraded', redis: 'down' });
  expect(server.printed()).toContain('[Redis] Reconnecting');
  expect(server.printed()).toContain('[RateLimit] MemoryStore (per instance)');
  expect(server.printed()).toMatch(/redis +down +\(until it is back/);
  const redis = await startRedis({ port });
  closers.push('redis', redis.stop);
  await expect
    .poll(() => askHealth(server), { timeout: 10_000 })
    .toMatchObject({ code: 200, status: 'ok', redis: 'ok' });
  expect(server.printed()).toContain('[Redis] Connected successfully');
  expect(server.printed()).toContain('[RateLimit] RedisStore (shared)');
});

it('lives and is not ready while tables are brought up to date', async () => {
  const url = await testDatabase(false);
  const other = new Client({ connectionString: url });
  await other.connect();
  await other.query('select pg_advisory_lock($1)', [migrationLock]);
  const server = await start({ DATABASE_URL: url });
  const statusOf = async (path: string): Promise<number | null> =>
    (await fetch(`${server.address}${path}`).catch(() => null))?.status ?? null;
  await expect.poll(() => statusOf('/health/live'), { timeout: 20_000 }).toBe(200);
  expect(await statusOf('/health/ready')).toBe(503);
  await other.query('select pg_advisory_unlock($1)', [migrationLock]);
  await other.end();
  await server.ready();
});

it('refuses several instances on the embedded database, and says what to do', async () => {
  const server = await spawnServer({ INSTANCES: '2', GLEANER_DATA_DIR: '/nowhere' });
  await expect(server.ready()).rejects.toThrow('INSTANCES needs DATABASE_URL');
});

describe('health', () => {
  it('answers that a hung Postgres is down, and that it is back', async () => {
    const postgres = await postgresOfItsOwn();
    const server = await start({ DATABASE_URL: postgres.url });
    await server.ready();
    expect(await askHealth(server)).toMatchObject({ code: 200, status: 'ok', database: 'ok' });
    const pids = [postgres.pid, ...(await connectionsOf(postgres.url))];
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    await expect
      .poll(() => askHealth(server), { timeout: 10_000 })
      .toMatchObject({ code: 503, status: 'unavailable', database: 'down' });
    expect((await fetch(`${server.address}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.address}/health/live`)).status).toBe(200);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    await expect
      .poll(() => askHealth(server), { timeout: 10_000 })
      .toMatchObject({ code: 200, database: 'ok' });
  });

  it('answers while Supabase hangs, and then that it is down', async () => {
    const url = await testDatabase(true);
    const admin = new Client({ connectionString: url });
    await admin.connect();
    // Without this table the schema is as Supabase has it.
    await admin.query('drop table auth.signing_keys');
    await admin.end();
    const supabase = await openStandInSupabase();
    closers.push('supabase', supabase.close);
    const server = await start({
      ...{ DATABASE_URL: url, SUPABASE_URL: supabase.url },
      ...{ SUPABASE_ANON_KEY: 'anon', SUPABASE_SERVICE_ROLE_KEY: 'service' },
    });
    await server.ready();
    expect(await askHealth(server)).toMatchObject({ code: 200, status: 'ok', supabase: 'ok' });
    supabase.setDelayMs(60_000);
    await expect
      .poll(() => askHealth(server), { timeout: 10_000 })
      .toMatchObject({ code: 200, status: 'degraded', supabase: 'down' });
    supabase.setDelayMs(0);
    await expect.poll(() => askHealth(server), { timeout: 10_000 }).toMatchObject({ supabase: 'ok' });
  });
});
