import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomIds } from '../../../kernel/ids.ts';
import { openRedis } from '../../../platform/redis/open-redis.ts';
import { absentRedis, type Redis } from '../../../platform/redis/redis.ts';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import { openStandInSheets } from '../../../testing/google/stand-in-sheets.ts';
import { findTestRedis } from '../../../testing/test-services.ts';
import { createOutgoingLimiter } from './outgoing-limiter.ts';
import { createSheetsApi } from './sheets-api.ts';

const quiet = { info: () => {}, warn: () => {} };
let redises: readonly Redis[];
beforeAll(async () => {
  const url = await findTestRedis();
  redises = [await openRedis({ url, logger: quiet }), await openRedis({ url, logger: quiet })];
});
afterAll(() => Promise.all(redises.map((redis) => redis.close())));

const open = (redis: Redis, clock = fixedClock('2026-11-01T00:00:00Z'), perProject = 20) =>
  createOutgoingLimiter({
    ...{ redis, clock, nextId: randomIds().next, instances: 2 },
    limits: { perUser: 8, perProject, windowSeconds: 1 },
  });

/** The most moments that any window of a second holds. */
const mostInASecond = (moments: readonly number[]): number =>
  Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + 1_000).length));

it('lets two instances never pass the limit of a project in any window, as Google counts it', async () => {
  const google = await openStandInSheets();
  const { id } = google.addBook('ann');
  const credential = { kind: 'own token', accessToken: google.oauth.issue('ann') } as const;
  const ended = new AbortController();
  const write = async (redis: Redis, user: number): Promise<void> => {
    const api = createSheetsApi({ base: google.url, limiter: open(redis), chance: Math.random });
    const path = `/v4/spreadsheets/${id}/values/${encodeURIComponent("'Rows'!A1:A1")}?valueInputOption=RAW`;
    const call = { method: 'PUT', path, body: '{"values":[[1]]}', isRepeatable: true } as const;
    while (!ended.signal.aborted) await api.call(call, { userId: `user ${user}`, credential });
  };
  const writers = [0, 1, 2, 3, 4, 5].flatMap((user) => redises.map((redis) => write(redis, user)));
  await wait(5_000);
  ended.abort();
  await Promise.all(writers);
  await google.close();
  expect(mostInASecond(google.writes)).toBeLessThanOrEqual(20);
  expect(google.writes.length).toBeGreaterThan(20);
}, 30_000);

it('counts users apart, and reads apart from writes', async () => {
  const [redis] = redises;
  const { take } = open(redis ?? absentRedis(quiet), undefined, 1_000);
  const taken = async (kind: 'read' | 'write', user: string) =>
    (await Promise.all(Array.from({ length: 12 }, () => take(kind, user)))).filter((pause) => pause === 0)
      .length;
  expect(await Promise.all([taken('write', 'ann'), taken('read', 'ann'), taken('write', 'ben')])).toEqual([
    8, 8, 8,
  ]);
});

it('without Redis lets through its share, says how long to wait, and remembers what it let through', async () => {
  const clock = fixedClock('2026-11-01T00:00:00Z');
  const { take } = open(absentRedis(quiet), clock);
  const pauses: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    pauses.push(await take('write', 'ann'));
    clock.advance(100);
  }
  expect(pauses).toEqual([0, 0, 0, 0, 1_600, 1_500]);
  clock.advance(1_400);
  expect(await take('write', 'ann')).toBe(0);
});
