/** What was used, beside the profile: after a receipt no instance shows less, whatever happens to Redis. */

import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openTwoInstances } from '../../testing/open-two-instances.ts';
import { openUsageRoom } from '../../testing/open-usage.ts';

const { server, pathOfOne, one, other, redis, close } = await openTwoInstances();
type Room = typeof one;
const ledger = openUsageRoom(one);
afterAll(async () => {
  await ledger.close();
  await close();
});

let id: string;
beforeEach(async () => {
  pathOfOne.letThrough();
  await expect.poll(one.redis.state, { timeout: 5_000 }).toBe('ok');
  id = await one.addUser();
  await expect.poll(one.outbox, { timeout: 3_000 }).toBe(0);
});

const memberOf = async (room: Room) => {
  const { profile } = await room.readMember({ userId: id, sessionId: null });
  if (!profile) throw new Error('There is no such user.');
  return profile;
};
/** What an instance shows, and whether it had to ask Postgres. */
const shownBy = async (room: Room) => {
  const member = await memberOf(room);
  const { used } = await room.readUsage(member);
  return { used, isKept: member.keptUsage !== null };
};
/** One more is used, settled by an instance, and acknowledged. */
const use = async (room: Room): Promise<number> => {
  const expected = await room.expectUsage(await memberOf(room));
  const { members } = await settleOne();
  await expected.tell(await ledger.readUsage({ id }));
  return members.usage.used;
};
const settleOne = () =>
  ledger.meterScrape(
    {
      ...{ user: { id, version: 1 }, summary: 'x', requestId: 'r', idempotency: null },
      ...{ signal: new AbortController().signal, tell: () => {}, tellReplay: () => {} },
    },
    async () => ({
      json: new TextEncoder().encode('{"fields":[],"rows":[{}]}'),
      counts: { rows: 1, total: 1 },
    }),
  );

describe('what was used', () => {
  it('is read once from Postgres, and then from Redis with the profile', async () => {
    expect(await shownBy(one)).toEqual({ used: 0, isKept: false });
    await expect.poll(() => shownBy(other)).toEqual({ used: 0, isKept: true });
    const before = other.outcomes.length;
    await shownBy(other);
    expect(other.outcomes.slice(before)).toEqual(['answered']);
    expect(JSON.parse((await redis.get(`usage:user:${id}`)) ?? '')).toMatchObject({ used: 0, limit: 50 });
  });

  it('is shown by every instance as soon as it is acknowledged, from Redis', async () => {
    for (const [n, room] of [one, other, one].entries()) {
      expect(await use(room)).toBe(n + 1);
      expect([await shownBy(one), await shownBy(other)]).toEqual(
        Array(2).fill({ used: n + 1, isKept: true }),
      );
    }
  });

  it('never goes back when an older telling comes late', async () => {
    await use(one);
    const late = await other.expectUsage(await memberOf(other));
    const old = await ledger.readUsage({ id });
    await use(one);
    await late.tell(old);
    expect(await shownBy(other)).toEqual({ used: 2, isKept: true });
    await redis.del(`usage:user:${id}`);
    await late.tell(old);
    expect(await redis.exists(`usage:user:${id}`)).toBe(0);
  });

  it('is shown also when Postgres counts versions again that a crash took from it', async () => {
    const ahead = { ...(await ledger.readUsage({ id })), version: 1_000 };
    await (await other.expectUsage(await memberOf(other))).tell(ahead);
    expect(await shownBy(one)).toEqual({ used: 0, isKept: true });
    await use(other);
    expect(await shownBy(one)).toEqual({ used: 1, isKept: true });
  });

  it('is not kept by a reading that began before a settlement', async () => {
    const reading = await other.expectUsage(await memberOf(other));
    const old = await ledger.readUsage({ id });
    await settleOne();
    // The process that settled died before telling; another one tells of it by dropping.
    await redis.del(`usage:user:${id}`);
    await reading.tell(old);
    expect(await shownBy(one)).toEqual({ used: 1, isKept: false });
  });

  it('reads 0 in a new period, and belongs to one version of the profile', async () => {
    await use(one);
    const key = `usage:user:${id}`;
    const kept: unknown = JSON.parse((await redis.get(key)) ?? '');
    await redis.set(key, JSON.stringify({ ...Object(kept), endsAtMs: Date.now() - 1 }));
    await sql`update public.users set usage_period_start = usage_period_start - interval '1 month' where id = ${id}`.execute(
      one.db,
    );
    await sql`update public.usage_ledger set period_start = period_start - interval '1 month' where user_id = ${id}`.execute(
      one.db,
    );
    expect(await shownBy(other)).toEqual({ used: 0, isKept: false });
    expect(await shownBy(one)).toEqual({ used: 0, isKept: true });
    await one.rename(id, 'Ada');
    await one.invalidateUserCache(id);
    expect((await shownBy(other)).isKept).toBe(false);
    expect((await shownBy(one)).isKept).toBe(true);
  });

  it.each(['nonsense', '{}', '[]', '{"used":-9,"version":99,"run":"x"}'])(
    'takes %s for nothing',
    async (text) => {
      await redis.set(`usage:user:${id}`, text);
      expect((await shownBy(one)).used).toBe(0);
      expect((await shownBy(one)).isKept).toBe(true);
    },
  );

  it('is seen by the others when the one that settled cannot reach Redis', async () => {
    await use(other);
    await shownBy(other);
    pathOfOne.block();
    for (let n = 2; n < 5; n += 1) {
      await use(one);
      expect(await shownBy(other)).toMatchObject({ used: n });
    }
    expect(await shownBy(one)).toMatchObject({ used: 4 });
  });

  it('keeps requests waiting for a moment only while Redis is away for all', async () => {
    await use(other);
    process.kill(server.pid, 'SIGSTOP');
    try {
      await use(one);
      expect((await shownBy(other)).used).toBe(2);
      await expect
        .poll(
          async () => {
            const beganMs = performance.now();
            await use(one);
            return performance.now() - beganMs;
          },
          { timeout: 10_000 },
        )
        .toBeLessThan(300);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
    const { used } = await ledger.readUsage({ id });
    for (let n = 0; n < 30; n += 1) expect((await shownBy(n % 2 ? one : other)).used).toBe(used);
    await expect.poll(one.outbox, { timeout: 5_000 }).toBe(0);
  });
});
