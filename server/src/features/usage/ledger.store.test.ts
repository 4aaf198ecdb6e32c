import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { usageWords } from '../../testing/open-usage.ts';
import { createLedger } from './ledger.store.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase('postgres');
});
afterAll(async () => {
  await database.postgres.close();
  await database.remove();
});

/** A unit that is charged for something delivered. */
const settlementOf = (userId: string, requestKey: string) => ({
  ...{ userId, requestKey, charge: true, result: null, kept: null },
  activity: { id: randomUUID(), userId, kind: 'scrape', summary: 'x', requestId: requestKey, counts: {} },
});

it('waits for the disk where a unit is charged, and nowhere else', async () => {
  const { db } = database.postgres;
  const userId = await usageWords(database.postgres).addUser();
  const requestKey = randomUUID();
  /** What the transaction of one verb says of itself at its end. */
  const waitsIn = (verb: (ledger: ReturnType<typeof createLedger>) => Promise<unknown>) =>
    db.transaction().execute(async (trx) => {
      await sql`set local synchronous_commit = on`.execute(trx);
      await verb(createLedger({ db: trx, leaseSeconds: 30, resultDays: 30 }));
      return (await sql`show synchronous_commit`.execute(trx)).rows[0];
    });
  const kind = 'scrape';
  const reserved = { userId, requestKey, kind, units: 1, isShared: false, idempotency: null } as const;
  const settled = settlementOf(userId, requestKey);
  expect(await waitsIn((ledger) => ledger.reserve(reserved))).toEqual({ synchronous_commit: 'off' });
  expect(await waitsIn((ledger) => ledger.settle(settled))).toEqual({ synchronous_commit: 'on' });
});

it('delivers nothing for a reservation that a crash of the database took back', async () => {
  const userId = await usageWords(database.postgres).addUser();
  const ledger = createLedger({ db: database.postgres.db, leaseSeconds: 30, resultDays: 30 });
  expect(await ledger.settle(settlementOf(userId, randomUUID()))).toEqual({ outcome: 'lost' });
});
