/** What ends in Supabase, where nobody tells us, is over here within a minute, on every instance. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from './kernel/clock.ts';
import { type FixedClock, fixedClock } from './testing/fixed-clock.ts';
import { openInstances } from './testing/open-instances.ts';
import { openStandInSupabase } from './testing/stand-in-supabase.ts';
import { createTestDatabase, findTestRedis, type TestDatabase } from './testing/test-services.ts';

let database: TestDatabase;
let supabase: Awaited<ReturnType<typeof openStandInSupabase>>;
let clock: FixedClock;
let server: Awaited<ReturnType<typeof openInstances>>;
beforeAll(async () => {
  database = await createTestDatabase();
  clock = fixedClock('2026-03-01T12:00:00Z');
  supabase = await openStandInSupabase({ now: clock.now });
  server = await openInstances({
    databaseUrl: database.url,
    redisUrl: await findTestRedis(),
    instances: 3,
    supabase: { url: supabase.url, anonKey: 'anon', jwtSecret: null },
    // The time of day is ours to move; how long ago something was, which Redis is believed by, stays real.
    clock: { now: clock.now, elapsedMs: systemClock().elapsedMs },
  });
});
afterAll(async () => {
  await server.close();
  await supabase.close();
  await database.drop();
});

let userId: string;
let sessionId: string;
let token: string;
beforeEach(async () => {
  userId = randomUUID();
  sessionId = randomUUID();
  await server.addSession(userId, sessionId);
  token = await supabase.tokenOf(userId, { session_id: sessionId });
});

const whoLetsIn = () => Promise.all(server.all.map(({ letsIn }) => letsIn(token)));
const whoLetsInFresh = () => Promise.all(server.all.map(({ letsInFresh }) => letsInFresh(token)));
const run = async (query: ReturnType<typeof sql>) => {
  await query.execute(server.first.db);
};

const endings: readonly (readonly [string, () => Promise<void>])[] = [
  [
    'a ban',
    () => run(sql`update auth.users set banned_until = now() + interval '1 day' where id = ${userId}`),
  ],
  ['a deletion', () => run(sql`delete from auth.users where id = ${userId}`)],
  [
    'a deletion that keeps the row',
    () => run(sql`update auth.users set deleted_at = now() where id = ${userId}`),
  ],
  ['a sign-out', () => run(sql`delete from auth.sessions where id = ${sessionId}`)],
  ['the end of its time', () => run(sql`update auth.sessions set not_after = now() where id = ${sessionId}`)],
];

describe.each(endings)('%s in Supabase', (_name, end) => {
  it('is seen by three instances within 60 s, and at once where money or access changes', async () => {
    expect(await whoLetsIn()).toEqual([true, true, true]);
    clock.advance(30_000);
    expect(await whoLetsIn()).toEqual([true, true, true]);
    await end();
    expect(await whoLetsInFresh()).toEqual([false, false, false]);
    clock.advance(30_000);
    expect(await whoLetsIn()).toEqual([false, false, false]);
  });
});

it('asks once a minute about a session, for all instances together and however many ask', async () => {
  const asked: number[] = [];
  await whoLetsIn();
  for (let minute = 0; minute < 3; minute += 1) {
    server.countQueries();
    clock.advance(60_000);
    await Promise.all(Array.from({ length: 20 }, () => server.first.letsIn(token)));
    for (let time = 0; time < 5; time += 1) await whoLetsIn();
    asked.push(server.countQueries().sessions);
  }
  expect(asked).toEqual([1, 1, 1]);
});

it('asks for nothing else when it is warm: the counts', async () => {
  supabase.setDelayMs(75);
  const newcomers = Array.from({ length: 10 }, () => server.first.letsIn(token));
  server.countQueries();
  await Promise.all(newcomers);
  const cold = { ...server.countQueries(), supabase: { ...supabase.calls } };
  const beforeMs = performance.now();
  for (let round = 0; round < 10; round += 1) {
    expect(new Set(await Promise.all(Array.from({ length: 100 }, () => server.first.letsIn(token))))).toEqual(
      new Set([true]),
    );
  }
  const warm = { ...server.countQueries(), supabase: { ...supabase.calls } };
  const msEach = (performance.now() - beforeMs) / 1000;
  console.info('10 requests of a new user:', cold);
  console.info(`1,000 warm requests, ${msEach.toFixed(2)} ms each:`, warm);
  expect([cold.profiles, cold.sessions]).toEqual([1, 1]);
  expect([warm.profiles, warm.sessions]).toEqual([0, 0]);
  expect(warm.supabase).toEqual(cold.supabase);
});
