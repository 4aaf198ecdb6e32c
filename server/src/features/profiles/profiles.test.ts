import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openProfiles } from '../../testing/open-profiles.ts';
import { openTwoInstances } from '../../testing/open-two-instances.ts';

type Room = Awaited<ReturnType<typeof openProfiles>>;

const { database, server, pathOfOne, one, other, redis, close } = await openTwoInstances();
afterAll(close);

const nameOf = async (room: Room, id: string): Promise<string | null | undefined> =>
  (await room.getCachedUser(id))?.displayName;

/** A user whom everybody has forgotten to be new: the outbox is empty. */
const addSettledUser = async (room: Room = one): Promise<string> => {
  const id = await room.addUser();
  await expect.poll(room.outbox, { timeout: 3_000 }).toBe(0);
  return id;
};

describe('with Redis', () => {
  let id: string;
  beforeEach(async () => {
    id = await addSettledUser();
    one.lines.splice(0);
    one.outcomes.splice(0);
  });

  it('reads a profile from Postgres once, ten requests at a time, and from then on from Redis', async () => {
    const before = one.profileQueries();
    const read = await Promise.all(Array.from({ length: 10 }, () => one.getCachedUser(id)));
    expect(new Set(read.map((profile) => profile?.email))).toEqual(new Set([`${id}@example.com`]));
    await nameOf(other, id);
    expect(one.profileQueries() - before).toBe(1);
    expect(one.lines.at(0)).toBe(`[UserCache] Miss: ${id}`);
    one.lines.splice(0);
    await one.getCachedUser(id);
    expect(one.lines).toEqual([`[UserCache] Hit: ${id}`]);
  });

  it('reads profile and verdict in one round trip, and nothing from Postgres', async () => {
    const sessionId = 'b6a1f3a0-0000-4000-8000-000000000001';
    const { profile } = await one.readMember({ userId: id, sessionId });
    await one.keepVerdict({ userId: id, sessionId, verdict: 'live', version: profile?.version ?? 0 });
    one.outcomes.splice(0);
    const before = one.profileQueries();
    for (let i = 0; i < 20; i += 1) {
      expect((await one.readMember({ userId: id, sessionId })).verdict).toBe('live');
    }
    expect(one.outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(20);
    expect(one.profileQueries()).toBe(before);
    expect((await other.readMember({ userId: id, sessionId })).verdict).toBe('live');
    expect(await redis.pTTL(`session:${sessionId}`)).toBeLessThanOrEqual(60_000);
  });

  it('lets a verdict count only for the version it was taken at', async () => {
    const sessionId = 'b6a1f3a0-0000-4000-8000-000000000002';
    const { profile } = await one.readMember({ userId: id, sessionId });
    await one.keepVerdict({ userId: id, sessionId, verdict: 'live', version: profile?.version ?? 0 });
    await one.rename(id, 'Ada');
    await one.invalidateUserCache(id);
    for (const room of [one, other])
      expect((await room.readMember({ userId: id, sessionId })).verdict).toBe('unknown');
  });

  it('keeps a profile as JSON for an hour at most', async () => {
    await one.getCachedUser(id);
    expect(JSON.parse((await redis.get(`user:profile:${id}`)) ?? '')).toMatchObject({ id, plan: 'FREE' });
    const ttlMs = await redis.pTTL(`user:profile:${id}`);
    expect(ttlMs).toBeGreaterThan(3_200_000);
    expect(ttlMs).toBeLessThanOrEqual(3_600_000);
  });

  it('shows an acknowledged change at once on every instance', async () => {
    await nameOf(other, id);
    await one.rename(id, 'Ada');
    await one.invalidateUserCache(id);
    expect(one.lines.at(-1)).toBe(`[UserCache] Invalidated: ${id}`);
    expect([await nameOf(other, id), await nameOf(one, id)]).toEqual(['Ada', 'Ada']);
  });

  it('shows SQL typed elsewhere within a second, and a removed user as nobody', async () => {
    await nameOf(one, id);
    await other.rename(id, 'Typed');
    await expect.poll(() => nameOf(one, id), { timeout: 1_000 }).toBe('Typed');
    await other.remove(id);
    await expect.poll(() => one.getCachedUser(id), { timeout: 1_000 }).toBeNull();
    expect(JSON.parse((await redis.get(`user:profile:${id}`)) ?? '')).toMatchObject({ isAbsent: true });
  });

  it.each(['nonsense', '{}', '[]', 'null', '{"version":99,"run":"x"}'])(
    'takes %s in Redis for nothing',
    async (text) => {
      await redis.set(`user:profile:${id}`, text);
      expect((await one.getCachedUser(id))?.id).toBe(id);
      await one.getCachedUser(id);
      expect(one.lines.at(-1)).toBe(`[UserCache] Hit: ${id}`);
    },
  );

  it('does not believe what Redis kept from another life', async () => {
    await one.getCachedUser(id);
    const key = `user:profile:${id}`;
    const kept: unknown = JSON.parse((await redis.get(key)) ?? '');
    await redis.set(key, JSON.stringify({ ...Object(kept), displayName: 'Old', run: 'another' }));
    expect(await nameOf(one, id)).toBeNull();
  });

  it('acknowledges a change without Redis as soon as another instance has told it', async () => {
    await nameOf(other, id);
    pathOfOne.block();
    await one.rename(id, 'From afar');
    const beganMs = performance.now();
    await one.invalidateUserCache(id);
    expect(performance.now() - beganMs).toBeLessThan(850);
    expect([await nameOf(other, id), await nameOf(one, id)]).toEqual(['From afar', 'From afar']);
    pathOfOne.letThrough();
    await expect.poll(one.redis.state, { timeout: 5_000 }).toBe('ok');
  });

  it('acknowledges a change while Redis hangs for all when nobody can believe it any more', async () => {
    await nameOf(other, id);
    process.kill(server.pid, 'SIGSTOP');
    await one.rename(id, 'Meanwhile');
    const beganMs = performance.now();
    await one.invalidateUserCache(id);
    expect(performance.now() - beganMs).toBeGreaterThan(800);
    expect(performance.now() - beganMs).toBeLessThan(1_500);
    process.kill(server.pid, 'SIGCONT');
    for (let i = 0; i < 50; i += 1) {
      expect([await nameOf(other, id), await nameOf(one, id)]).toEqual(['Meanwhile', 'Meanwhile']);
      await wait(10);
    }
    other.lines.splice(0);
    await expect
      .poll(async () => (await nameOf(other, id)) && other.lines.at(-1), { timeout: 5_000 })
      .toBe(`[UserCache] Hit: ${id}`);
    await expect.poll(one.outbox).toBe(0);
  });
});

describe('without Redis', () => {
  const open = (instances: number): Promise<Room> =>
    openProfiles({ databaseUrl: database.url, redisUrl: null, instances });

  it('remembers for a moment when it is the only instance, and changes at once', async () => {
    const alone = await open(1);
    const id = await alone.addUser();
    await alone.getCachedUser(id);
    await wait(50);
    await alone.getCachedUser(id);
    const before = alone.profileQueries();
    await alone.getCachedUser(id);
    expect(alone.profileQueries()).toBe(before);
    await alone.rename(id, 'Ada');
    await alone.invalidateUserCache(id);
    expect(await nameOf(alone, id)).toBe('Ada');
    await alone.rename(id, 'Typed');
    await expect.poll(() => nameOf(alone, id), { timeout: 1_000 }).toBe('Typed');
    await alone.close();
  });

  it('remembers nothing when there are others', async () => {
    const several = await open(2);
    const id = await several.addUser();
    await several.getCachedUser(id);
    await several.rename(id, 'Ada');
    expect(await nameOf(several, id)).toBe('Ada');
    await several.close();
  });
});
