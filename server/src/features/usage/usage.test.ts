/** The ledger through the room's door, on both databases: a real Postgres with several pools, and the embedded one. */

import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Idempotency } from '../../kernel/idempotency.ts';
import { openDatabase } from '../../platform/postgres/open-database.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { callOf, openUsageRoom, usageWords } from '../../testing/open-usage.ts';

const jsonOf = (rows: number): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      status: rows > 0 ? 'complete' : 'empty',
      fields: [],
      rows: Array(rows).fill({ a: '1' }),
    }),
  );
const deliver = (rows: number) => async () => ({ json: jsonOf(rows), counts: { rows, total: rows } });
const sumOf = (text: string): Uint8Array => createHash('sha256').update(text).digest();
const keyed = (key: string, body = 'body'): Idempotency => ({
  keyHash: sumOf(key),
  requestHash: sumOf(body),
});
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
const outcomes = async (all: readonly Promise<unknown>[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const settled of await Promise.allSettled(all)) {
    const name = settled.status === 'fulfilled' ? 'rows' : String(codeOf(settled.reason));
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe.each(['postgres', 'embedded'] as const)('usage on %s', (kind) => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let words: ReturnType<typeof usageWords>;
  let rooms: ReturnType<typeof openUsageRoom>[];
  let room: ReturnType<typeof openUsageRoom>;
  let closers: (() => Promise<void>)[];
  let id: string;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    words = usageWords(database.postgres);
    room = openUsageRoom(database.postgres);
    rooms = [room];
    closers = [];
    // Further pools, as other instances have them; the embedded database has one session for all.
    for (let n = 0; n < (database.url ? 2 : 0); n += 1) {
      const other = await openDatabase({ kind: 'postgres', url: database.url ?? '' });
      const further = openUsageRoom(other);
      rooms.push(further);
      closers.push(further.close, other.close);
    }
  });
  afterAll(async () => {
    await room.close();
    for (const close of closers) await close();
    await database.postgres.close();
    await database.remove();
  });
  beforeEach(async () => {
    id = await words.addUser();
  });
  const roomOf = (n: number) => rooms[n % rooms.length] ?? room;

  it('charges a scrape that delivers rows, and says so in the receipt', async () => {
    const call = callOf(id);
    const { members, json } = await room.meterScrape(call, deliver(3));
    expect(members.usage).toMatchObject({ used: 1, limit: 50, remaining: 49, charged: 1 });
    expect(members.request_id).toBe(call.requestId);
    expect(Buffer.from(json)).toEqual(Buffer.from(jsonOf(3)));
    const now = new Date();
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
    expect(members.usage.resetsAt).toBe(next);
    expect(call.policies.at(-1)).toMatchObject({ name: 'month', quota: 50, remaining: 49 });
    expect(room.told.at(-1)).toMatchObject({ used: 1, limit: 50 });
    expect(await words.countersOf(id)).toEqual({ counted: 1, reserved: 0, inLedger: 1, open: 0 });
  });

  it('charges nothing for an empty page, but keeps its answer', async () => {
    const { members } = await room.meterScrape(callOf(id), deliver(0));
    expect(members.usage).toMatchObject({ used: 0, charged: 0, remaining: 50 });
    expect(await words.countersOf(id)).toEqual({ counted: 0, reserved: 0, inLedger: 0, open: 0 });
    expect(await room.readResult(id, members.activity_id)).toMatchObject({ status: 'empty', rows: [] });
  });

  it('charges nothing for an error', async () => {
    const failing = room.meterScrape(callOf(id), async () => Promise.reject(new Error('a fault')));
    await expect(failing).rejects.toThrow('a fault');
    expect(await words.countersOf(id)).toEqual({ counted: 0, reserved: 0, inLedger: 0, open: 0 });
  });

  it('charges nothing when the client left before anything was delivered', async () => {
    const gone = { ...callOf(id), signal: AbortSignal.abort() };
    await expect(room.meterScrape(gone, deliver(1))).rejects.toThrow('left');
    expect(await words.countersOf(id)).toMatchObject({ counted: 0, open: 0 });
  });

  it('gives exactly what is left, however many ask at once and wherever', async () => {
    await words.run(sql`update public.users set plan_limits_scrapes = 5 where id = ${id}`);
    const all = Array.from({ length: 60 }, (_, n) =>
      roomOf(n).meterScrape(callOf(id), deliver(n % 4 === 3 ? 0 : 1)),
    );
    const counts = await outcomes(all);
    expect(counts.usage_exhausted).toBeGreaterThan(0);
    expect((counts.rows ?? 0) + (counts.usage_exhausted ?? 0)).toBe(60);
    const { counted, inLedger, reserved } = await words.countersOf(id);
    expect(counted).toBeLessThanOrEqual(5);
    expect([inLedger, reserved]).toEqual([counted, 0]);
    // What the empty ones gave back is there for others.
    const rest = await outcomes(
      Array.from({ length: 20 }, (_, n) => roomOf(n).meterScrape(callOf(id), deliver(1))),
    );
    expect(rest.rows ?? 0).toBe(5 - counted);
    expect(await words.countersOf(id)).toEqual({ counted: 5, reserved: 0, inLedger: 5, open: 0 });
  });

  it('says what is left, when there is more, and where', async () => {
    await words.run(sql`update public.users set plan_limits_scrapes = 0 where id = ${id}`);
    const call = callOf(id);
    await expect(room.meterScrape(call, deliver(1))).rejects.toMatchObject({
      code: 'usage_exhausted',
      details: { facts: { usage: { used: 0, limit: 0, remaining: 0 }, upgrade: '/api/billing/plans' } },
    });
    expect(call.policies).toMatchObject([{ name: 'month', remaining: 0 }]);
  });

  it('counts without an end where the plan has none', async () => {
    const owner = await words.addUser(null, 'SELF_HOSTED');
    const call = callOf(owner);
    const { members } = await room.meterScrape(call, deliver(1));
    expect(members.usage).toMatchObject({ used: 1, limit: null, remaining: null, charged: 1 });
    expect(call.policies).toEqual([]);
  });

  it('writes activity and result with the settlement, for their user alone', async () => {
    const { members } = await room.meterScrape(callOf(id), deliver(2));
    expect(await room.readResult(id, members.activity_id)).toMatchObject({ rows: [{ a: '1' }, { a: '1' }] });
    expect(await room.readResult(await words.addUser(), members.activity_id)).toBeNull();
    await words.run(sql`update public.saved_results set expires_at = now() where user_id = ${id}`);
    expect(await room.readResult(id, members.activity_id)).toBeNull();
    await room.sweep();
    const { rows } = await words.run(sql`select 1 from public.saved_results where user_id = ${id}`);
    expect(rows).toEqual([]);
  });

  it('forgets all of a user', async () => {
    await room.meterScrape(callOf(id, keyed(randomUUID())), deliver(2));
    await words.run(sql`update public.users set deleted_at = now() where id = ${id}`);
    await room.forgetUser(id);
    for (const table of ['usage_ledger', 'idempotency_keys', 'saved_results', 'activities']) {
      const { rows } = await words.run(
        sql`select 1 from ${sql.table(`public.${table}`)} where user_id = ${id}`,
      );
      expect(rows, table).toEqual([]);
    }
  });

  describe('when the month changes', () => {
    /** As if all that was counted had been counted a month ago. */
    const age = async (): Promise<void> => {
      await words.run(sql`update public.users set usage_period_start = usage_period_start - interval '1 month'
        where id = ${id}`);
      await words.run(sql`update public.usage_ledger set period_start = period_start - interval '1 month'
        where user_id = ${id}`);
    };

    it('begins anew, and reads 0 before anybody has used anything', async () => {
      await words.run(sql`update public.users set plan_limits_scrapes = 1 where id = ${id}`);
      await room.meterScrape(callOf(id), deliver(1));
      await expect(room.meterScrape(callOf(id), deliver(1))).rejects.toMatchObject({
        code: 'usage_exhausted',
      });
      await age();
      expect(await room.readUsage({ id })).toMatchObject({ used: 0, limit: 1 });
      const { members } = await room.meterScrape(callOf(id), deliver(1));
      expect(members.usage).toMatchObject({ used: 1, remaining: 0 });
      await expect(room.meterScrape(callOf(id), deliver(1))).rejects.toMatchObject({
        code: 'usage_exhausted',
      });
    });

    it.each([
      ['settles', deliver(1)],
      ['gives back', async () => Promise.reject(new Error('a fault'))],
    ])('%s what was reserved in the old one without touching the new one', async (_, end) => {
      await words.run(sql`update public.users set plan_limits_scrapes = 2 where id = ${id}`);
      const across = room.meterScrape(callOf(id), async () => {
        await age();
        // Others are in the new month already.
        await room.meterScrape(callOf(id), deliver(1));
        return end();
      });
      await across.catch(() => null);
      expect(await words.countersOf(id)).toEqual({ counted: 1, reserved: 0, inLedger: 1, open: 0 });
      await room.meterScrape(callOf(id), deliver(1));
      await expect(room.meterScrape(callOf(id), deliver(1))).rejects.toMatchObject({
        code: 'usage_exhausted',
      });
    });

    it('goes by the period that was paid for, also when the next one was not told yet', async () => {
      await words.run(sql`update public.users set plan = 'PRO', period_start = now() - interval '10 days',
        period_end = now() + interval '20 days' where id = ${id}`);
      const { members } = await room.meterScrape(callOf(id), deliver(1));
      const days = (Date.parse(members.usage.resetsAt) - Date.now()) / 86_400_000;
      expect(days).toBeCloseTo(20, 1);
      // The subscription goes on, and the event about it is late.
      await words.run(sql`update public.users set period_start = now() - interval '40 days',
        period_end = now() - interval '1 day' where id = ${id}`);
      const late = await room.meterScrape(callOf(id), deliver(1));
      expect(late.members.usage.used).toBe(1);
      expect((Date.parse(late.members.usage.resetsAt) - Date.now()) / 86_400_000).toBeGreaterThan(26);
      // A plan that changes back finds what was counted.
      await words.run(sql`update public.users set period_start = now() - interval '10 days',
        period_end = now() + interval '20 days' where id = ${id}`);
      expect(await room.readUsage({ id })).toMatchObject({ used: 0 });
    });

    it.each([
      ['2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z', '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
      ['2026-02-28T09:59:59Z', '2026-02-28T10:00:00Z', '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
      ['2026-02-28T10:00:00Z', '2026-03-31T10:00:00Z', '2026-02-28T10:00:00Z', '2026-03-31T10:00:00Z'],
    ])('takes the months after a paid period as subscriptions do: at %s', async (at, _, starts, ends) => {
      const { rows } = await words.run(sql`select starts_at, ends_at from public.usage_period('PRO',
        '2025-12-31T10:00:00Z', '2026-01-31T10:00:00Z', ${at}::timestamptz)`);
      expect(rows).toEqual([{ starts_at: new Date(starts), ends_at: new Date(ends) }]);
    });
  });

  describe('when a process dies', () => {
    const never = () => new Promise<never>(() => {});

    it('gives its units back when the lease has ended, once, whoever looks', async () => {
      const dead = openUsageRoom(database.postgres, { leaseSeconds: 30 });
      void dead.meterScrape(callOf(id), never);
      await expect.poll(async () => (await words.countersOf(id)).open).toBe(1);
      await dead.close();
      await words.run(sql`update public.usage_ledger set lease_expires_at = now() where user_id = ${id}`);
      await Promise.all(rooms.map(({ sweep }) => sweep()));
      await Promise.all(rooms.map(({ sweep }) => sweep()));
      expect(await words.countersOf(id)).toEqual({ counted: 0, reserved: 0, inLedger: 0, open: 0 });
    });

    it('does not keep the last unit from its user until somebody sweeps', async () => {
      await words.run(sql`update public.users set plan_limits_scrapes = 1 where id = ${id}`);
      const dead = openUsageRoom(database.postgres);
      void dead.meterScrape(callOf(id), never);
      await expect.poll(async () => (await words.countersOf(id)).open).toBe(1);
      await dead.close();
      await expect(room.meterScrape(callOf(id), deliver(1))).rejects.toMatchObject({
        code: 'usage_exhausted',
      });
      await words.run(sql`update public.usage_ledger set lease_expires_at = now() where user_id = ${id}`);
      await room.meterScrape(callOf(id), deliver(1));
      expect(await words.countersOf(id)).toEqual({ counted: 1, reserved: 0, inLedger: 1, open: 0 });
    });

    it('does not charge twice when it was only asleep', async () => {
      const key = keyed(randomUUID());
      let wake = (): void => {};
      const asleep = room.meterScrape(callOf(id, key), async () => {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        return deliver(1)();
      });
      await expect.poll(async () => (await words.countersOf(id)).open).toBe(1);
      await words.run(sql`update public.usage_ledger set lease_expires_at = now() where user_id = ${id}`);
      await words.run(sql`update public.idempotency_keys set lease_expires_at = now() where user_id = ${id}`);
      await room.sweep();
      await roomOf(1).meterScrape(callOf(id, key), deliver(1));
      wake();
      await expect(asleep).rejects.toMatchObject({ code: 'overloaded' });
      expect(await words.countersOf(id)).toEqual({ counted: 1, reserved: 0, inLedger: 1, open: 0 });
      expect(await outcomes([room.meterScrape(callOf(id, key), deliver(1))])).toEqual({ rows: 1 });
    });

    it('keeps the lease of what is still being worked on', async () => {
      const busy = openUsageRoom(database.postgres, { leaseSeconds: 2 });
      const slow = busy.meterScrape(callOf(id, keyed(randomUUID())), async () => {
        await expect
          .poll(
            async () => {
              const { rows } = await words.run(sql`select 1 from public.usage_ledger
                where user_id = ${id} and lease_expires_at > created_at + interval '3 seconds'`);
              return rows.length;
            },
            { timeout: 10_000 },
          )
          .toBe(1);
        await room.sweep();
        return deliver(1)();
      });
      expect((await slow).members.usage.charged).toBe(1);
      await busy.close();
    });
  });

  describe('with an idempotency key', () => {
    it('gives the first answer again, and charges and keeps it once', async () => {
      const key = keyed(randomUUID());
      const first = await room.meterScrape(callOf(id, key), deliver(2));
      await room.meterScrape(callOf(id), deliver(1));
      const call = callOf(id, key);
      const again = await roomOf(1).meterScrape(call, async () => Promise.reject(new Error('not run')));
      expect(again.members).toEqual(first.members);
      expect(Buffer.from(again.json)).toEqual(Buffer.from(first.json));
      expect(call.replays).toEqual([true]);
      expect(await words.countersOf(id)).toMatchObject({ counted: 2, inLedger: 2 });
      const { rows } = await words.run(sql`select 1 from public.saved_results where user_id = ${id}`);
      expect(rows).toHaveLength(2);
    });

    it('lets one of many at once run, and no other body under its name', async () => {
      const key = randomUUID();
      const same = Array.from({ length: 12 }, (_, n) =>
        roomOf(n).meterScrape(callOf(id, keyed(key)), deliver(1)),
      );
      const counts = await outcomes(same);
      expect((counts.rows ?? 0) + (counts.idempotency_key_in_use ?? 0)).toBe(12);
      expect(await words.countersOf(id)).toEqual({ counted: 1, reserved: 0, inLedger: 1, open: 0 });
      const other = room.meterScrape(callOf(id, keyed(key, 'other')), deliver(1));
      await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
      // Keys are each user's own.
      const ben = await words.addUser();
      expect((await room.meterScrape(callOf(ben, keyed(key, 'other')), deliver(1))).members.usage.used).toBe(
        1,
      );
    });

    it('says when to come back while it is running', async () => {
      const key = keyed(randomUUID());
      await room.meterScrape(callOf(id, key), async () => {
        await expect(roomOf(1).meterScrape(callOf(id, key), deliver(1))).rejects.toMatchObject({
          code: 'idempotency_key_in_use',
          details: { retryAfterSeconds: expect.any(Number) },
        });
        return deliver(1)();
      });
    });

    it('does not keep what may be otherwise the next time', async () => {
      const key = keyed(randomUUID());
      await words.run(sql`update public.users set plan_limits_scrapes = 0 where id = ${id}`);
      await expect(room.meterScrape(callOf(id, key), deliver(1))).rejects.toMatchObject({
        code: 'usage_exhausted',
      });
      await words.run(sql`update public.users set plan_limits_scrapes = 50 where id = ${id}`);
      const failing = room.meterScrape(callOf(id, key), async () => Promise.reject(new Error('a fault')));
      await expect(failing).rejects.toThrow('a fault');
      expect((await room.meterScrape(callOf(id, key), deliver(1))).members.usage.charged).toBe(1);
    });

    it('forgets the key after a day', async () => {
      const key = keyed(randomUUID());
      await room.meterScrape(callOf(id, key), deliver(1));
      await words.run(sql`update public.idempotency_keys set expires_at = now() where user_id = ${id}`);
      await room.meterScrape(callOf(id, key), deliver(1));
      expect(await words.countersOf(id)).toMatchObject({ counted: 2 });
      await words.run(sql`update public.idempotency_keys set expires_at = now() where user_id = ${id}`);
      await room.sweep();
      const { rows } = await words.run(sql`select 1 from public.idempotency_keys where user_id = ${id}`);
      expect(rows).toEqual([]);
    });
  });

  it('is counted by what became of it', async () => {
    const counted = openUsageRoom(database.postgres);
    await words.run(sql`update public.users set plan_limits_scrapes = 1 where id = ${id}`);
    await counted.meterScrape(callOf(id), deliver(0));
    await counted.meterScrape(callOf(id), async () => Promise.reject(new Error('a fault'))).catch(() => null);
    const key = keyed(randomUUID());
    await counted.meterScrape(callOf(id, key), deliver(1));
    await counted.meterScrape(callOf(id, key), deliver(1));
    await counted.meterScrape(callOf(id), deliver(1)).catch(() => null);
    expect(counted.outcomes).toEqual({ reserved: 3, free: 1, released: 1, settled: 1, refused: 1 });
    const ben = await words.addUser();
    void counted.meterScrape(callOf(ben), () => new Promise<never>(() => {}));
    await expect.poll(() => counted.outcomes.reserved).toBe(4);
    // Whichever of them looks first gives it back, and counts it.
    const expired = () => [...rooms, counted].reduce((sum, { outcomes }) => sum + (outcomes.expired ?? 0), 0);
    const before = expired();
    await words.run(sql`update public.usage_ledger set lease_expires_at = now() where user_id = ${ben}`);
    await Promise.all([...rooms, counted].map(({ sweep }) => sweep()));
    expect(expired() - before).toBe(1);
    await counted.close();
  });

  it('is found out when it differs from the ledger', async () => {
    await room.meterScrape(callOf(id), deliver(1));
    const check = async () => (await words.run(sql`select user_id from public.check_usage_ledger()`)).rows;
    expect(await check()).toEqual([]);
    await words.run(sql`update public.users set usage_this_month = 7 where id = ${id}`);
    expect(await check()).toEqual([{ user_id: id }]);
    await words.run(sql`update public.users set usage_this_month = 1 where id = ${id}`);
  });
});
