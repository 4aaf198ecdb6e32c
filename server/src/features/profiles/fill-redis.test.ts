import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomIds } from '../../kernel/ids.ts';
import { openRedis } from '../../platform/redis/open-redis.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { findTestRedis } from '../../testing/test-services.ts';
import { beginRedisFill } from './fill-redis.ts';
import type { Fill } from './profile-cache.ts';
import { profileKey } from './redis-keys.ts';
import { replayOutbox } from './replay-outbox.ts';

let redis: Redis;
let begin: ReturnType<typeof beginRedisFill>;

beforeAll(async () => {
  const silent = { info: () => {}, warn: () => {} };
  redis = await openRedis({ url: await findTestRedis(), logger: silent });
  begin = beginRedisFill({ redis, lease: { isHeld: () => true }, ids: randomIds(), chance: () => 0 });
});
afterAll(async () => {
  await redis.close();
});

const beginAnew = async (userId: string): Promise<Fill> => {
  const begun = await begin(userId);
  if (begun === null || 'profile' in begun) throw new Error('There is something already.');
  return begun;
};
const held = async (userId: string): Promise<string | null> => {
  const asked = await redis.ask((client) => client.get(profileKey(userId)));
  return asked.answered ? asked.value : null;
};
const isKept = async (userId: string): Promise<boolean> =>
  (await held(userId))?.includes('isAbsent') === true;

const tell = async (userId: string, version: number): Promise<void> => {
  const lease = { isHeld: () => true, renew: () => {}, giveUp: () => {} };
  const store = {
    listChanges: async () => [{ id: 1, userId, about: 'profile' as const, version }],
    clearChanges: async () => {},
  };
  await replayOutbox({ redis, lease, store, clock: { elapsedMs: () => 0 } })();
};

it('keeps what was read while nothing changed, and gives it to whoever comes next', async () => {
  const userId = randomUUID();
  const fill = await beginAnew(userId);
  expect(await isKept(userId)).toBe(false);
  await fill.setCachedUser(null);
  expect(await isKept(userId)).toBe(true);
  expect(await begin(userId)).toEqual({ profile: null });
});

it.each([
  ['the outbox told of a change', (userId: string) => tell(userId, 2)],
  ['a writer dropped it', (userId: string) => redis.ask((client) => client.del(profileKey(userId)))],
  ['Redis was emptied', () => redis.ask((client) => client.flushDb())],
])('keeps nothing that was read before %s, however late it comes', async (_what, happen) => {
  const userId = randomUUID();
  const early = await beginAnew(userId);
  await happen(userId);
  await early.setCachedUser(null);
  expect(await held(userId)).toBeNull();
  const fill = await beginAnew(userId);
  await early.setCachedUser(null);
  expect(await isKept(userId)).toBe(false);
  await fill.setCachedUser(null);
  expect(await isKept(userId)).toBe(true);
});

it('leaves what is as new as the change, and drops what is older', async () => {
  const userId = randomUUID();
  await redis.ask((client) => client.set(profileKey(userId), JSON.stringify({ version: 5 })));
  await tell(userId, 5);
  expect(await held(userId)).not.toBeNull();
  await tell(userId, 6);
  expect(await held(userId)).toBeNull();
});
