/** Where exports are charged: the other line of the catalogue, by the same ledger, on both databases. */

import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Idempotency } from '../../kernel/idempotency.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { callOf, openUsageRoom, usageWords } from '../../testing/open-usage.ts';

const sumOf = (text: string): Uint8Array => createHash('sha256').update(text).digest();
const keyed = (key: string, body: string): Idempotency => ({ keyHash: sumOf(key), requestHash: sumOf(body) });
const activity = { kind: 'export', summary: 'rows to CSV', counts: { rows: 2 } };
const page = { json: new TextEncoder().encode('{"fields":[],"rows":[{}]}'), counts: { rows: 1, total: 1 } };

describe.each(['postgres', 'embedded'] as const)('exports on %s', (kind) => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let words: ReturnType<typeof usageWords>;
  let room: ReturnType<typeof openUsageRoom>;
  let free: ReturnType<typeof openUsageRoom>;
  let id: string;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    words = usageWords(database.postgres);
    room = openUsageRoom(database.postgres, { chargeOn: 'export' });
    free = openUsageRoom(database.postgres, { chargeOn: 'scrape' });
  });
  afterAll(async () => {
    await room.close();
    await free.close();
    await database.postgres.close();
    await database.remove();
  });
  beforeEach(async () => {
    id = await words.addUser(250);
  });

  type Named = { readonly activityId?: string; readonly idempotency?: Idempotency };
  const asked = ({ activityId, idempotency }: Named = {}) => ({
    ...{ activityId: activityId ?? null, idempotency: idempotency ?? null, activity },
    user: { ...callOf(id).user, keptUsage: null },
    ...{ requestId: randomUUID(), tell: () => {} },
  });
  const write = (named: Named = {}, work: () => Promise<string> = async () => 'a file') =>
    room.meterExport(asked(named), work);
  const countOf = async () => (await words.countersOf(id)).counted;

  it('charges the first export of a result, and no further one', async () => {
    const activityId = randomUUID();
    const first = await write({ activityId });
    expect(first).toMatchObject({ value: 'a file', receipt: { used: 1, charged: 1, limit: 250 } });
    expect(await write({ activityId })).toMatchObject({ receipt: { used: 1, charged: 0 } });
    expect(await write({ activityId: randomUUID() })).toMatchObject({ receipt: { used: 2, charged: 1 } });
    const { rows } = await words.run(sql`select kind from public.activities where id = ${first.activityId}`);
    expect(rows).toEqual([{ kind: 'export' }]);
  });

  it('charges once for one result however many exports of it run at once', async () => {
    const activityId = randomUUID();
    const all = await Promise.all(Array.from({ length: 20 }, () => write({ activityId })));
    expect(all.map(({ receipt }) => receipt.charged).toSorted()).toEqual([...Array(19).fill(0), 1]);
    expect(await words.countersOf(id)).toEqual({ counted: 1, reserved: 0, inLedger: 1, open: 0 });
  });

  it('lets exactly one of fifty results pass when one is left', async () => {
    await words.run(sql`insert into public.usage_ledger
        (user_id, request_key, kind, units, state, lease_expires_at, period_start)
      select ${id}::uuid, 'earlier ' || n, 'export', 1, 'settled', now(), date_trunc('month', now(), 'UTC')
        from generate_series(1, 249) n`);
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => write({ activityId: randomUUID() })),
    );
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toEqual(Array(49).fill('usage_exhausted'));
    expect(await words.countersOf(id)).toEqual({ counted: 250, reserved: 0, inLedger: 250, open: 0 });
  });

  it('charges nothing for an export that fails, also beside one that does not', async () => {
    const activityId = randomUUID();
    const failing = () => write({ activityId }, async () => Promise.reject(new Error('disk full')));
    await expect(failing()).rejects.toThrow('disk full');
    expect(await words.countersOf(id)).toMatchObject({ counted: 0, open: 0 });
    const outer = await write({ activityId }, async () => {
      await expect(failing()).rejects.toThrow('disk full');
      expect(await countOf()).toBe(1);
      return 'a file';
    });
    expect(outer.receipt.charged).toBe(1);
    expect(await words.countersOf(id)).toEqual({ counted: 1, reserved: 0, inLedger: 1, open: 0 });
  });

  it('charges rows that came along once for each key and what was sent under it', async () => {
    await write({ idempotency: keyed('k', 'a') });
    await write({ idempotency: keyed('k', 'a') });
    expect(await countOf()).toBe(1);
    await write({ idempotency: keyed('k', 'b') });
    await write();
    await write();
    expect(await countOf()).toBe(4);
  });

  it('lets pages be read for nothing while something is left', async () => {
    const scraped = await room.meterScrape(callOf(id), async () => page);
    expect(scraped.members.usage).toMatchObject({ used: 0, charged: 0 });
    await words.run(sql`update public.users set plan_limits_scrapes = 1 where id = ${id}`);
    await write({ activityId: scraped.members.activity_id });
    await expect(room.meterScrape(callOf(id), async () => page)).rejects.toMatchObject({
      code: 'usage_exhausted',
    });
    // What was paid for may still be exported.
    expect(await write({ activityId: scraped.members.activity_id })).toMatchObject({
      receipt: { charged: 0 },
    });
  });

  it('costs nothing where pages are charged', async () => {
    await words.run(sql`update public.users set plan_limits_scrapes = 1 where id = ${id}`);
    await free.meterScrape(callOf(id), async () => page);
    const { receipt, activityId } = await free.meterExport(asked(), async () => 'a file');
    expect(receipt).toMatchObject({ used: 1, remaining: 0, charged: 0 });
    const { rows } = await words.run(sql`select kind from public.activities where id = ${activityId}`);
    expect(rows).toEqual([{ kind: 'export' }]);
  });

  it('gives back what a process held when it died', async () => {
    const dead = openUsageRoom(database.postgres, { chargeOn: 'export' });
    void dead.meterExport(asked({ activityId: randomUUID() }), () => new Promise<never>(() => {}));
    await expect.poll(async () => (await words.countersOf(id)).open).toBe(1);
    await dead.close();
    await words.run(sql`update public.usage_ledger set lease_expires_at = now() where user_id = ${id}`);
    await room.sweep();
    expect(await words.countersOf(id)).toEqual({ counted: 0, reserved: 0, inLedger: 0, open: 0 });
  });
});
