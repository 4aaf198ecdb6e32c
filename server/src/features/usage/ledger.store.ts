import { sql } from 'kysely';
import { z } from 'zod';
import { toUsageReading, UsageRow } from '../../kernel/usage-reading.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { HeldKeyRow, toHeldKey } from './held-key.ts';
import type { Ledger, Reserved, Settled } from './ledger.ts';

type Settings = {
  readonly db: Db;
  /** How long a reservation outlives its process. */
  readonly leaseSeconds: number;
  readonly resultDays: number;
};

const usersExpiredAtOnce = 100;

/**
 * The transaction does not wait for the disk. A reservation that a crash of Postgres takes back was never charged: its
 * request finds nothing to settle and delivers nothing. What settles waits, and its place in the log is behind.
 */
const notAwaited = sql`set_config('synchronous_commit', 'off', true)`;

const Row = z.object({ answer: z.unknown() });
const one = <S extends z.ZodType>(schema: S, rows: readonly unknown[]): z.output<S> =>
  schema.parse(Row.parse(rows[0]).answer);

const ReserveAnswer = z.union([
  UsageRow.extend({ outcome: z.enum(['reserved', 'charged', 'exhausted']) }),
  z.object({ outcome: z.literal('gone') }),
  HeldKeyRow,
]);

const toReserved = (row: z.output<typeof ReserveAnswer>): Reserved => {
  if (row.outcome === 'gone') return { outcome: 'gone' };
  if ('plan_limit' in row) return { outcome: row.outcome, reading: toUsageReading(row) };
  return toHeldKey(row);
};

const SettleAnswer = z.union([
  UsageRow.extend({ outcome: z.literal('settled'), charged: z.number() }),
  z.object({ outcome: z.literal('lost') }),
]);

const toSettled = (row: z.output<typeof SettleAnswer>): Settled =>
  row.outcome === 'lost'
    ? { outcome: 'lost' }
    : { outcome: 'settled', charged: row.charged, reading: toUsageReading(row) };

const Discrepancies = z.array(z.object({ user_id: z.string(), counted: z.number(), in_ledger: z.number() }));

const settle =
  ({ db, resultDays }: Settings): Ledger['settle'] =>
  async ({ userId, requestKey, charge, activity, result, kept }) => {
    const { id, kind, summary, counts, requestId: request_id } = activity;
    const happened = JSON.stringify({ id, kind, summary, counts, request_id });
    const answer = kept === null ? null : JSON.stringify(kept.answer);
    const { rows } = await sql`select public.settle_usage(
      ${userId}::uuid, ${requestKey}::text, ${charge}::boolean, ${happened}::jsonb, ${result}::bytea,
      ${resultDays}::integer, ${kept?.keyHash ?? null}::bytea, ${answer}::jsonb) as answer`.execute(db);
    return toSettled(one(SettleAnswer, rows));
  };

const check =
  (db: Db): Ledger['check'] =>
  async () => {
    const { rows } = await sql`select * from public.check_usage_ledger()`.execute(db);
    return Discrepancies.parse(rows).map((row) => ({
      userId: row.user_id,
      counted: row.counted,
      inLedger: row.in_ledger,
    }));
  };

/** The ledger in Postgres: the functions of migration 0008. */
export const createLedger = (settings: Settings): Ledger => {
  const { db, leaseSeconds } = settings;
  return {
    reserve: async ({ userId, requestKey, kind, units, isShared, idempotency }) => {
      const { rows } = await sql`select ${notAwaited}, public.reserve_usage(
        ${userId}::uuid, ${requestKey}::text, ${kind}::text, ${units}::integer, ${leaseSeconds}::integer,
        ${isShared}::boolean, ${idempotency?.keyHash ?? null}::bytea, ${idempotency?.requestHash ?? null}::bytea) as answer`.execute(
        db,
      );
      return toReserved(one(ReserveAnswer, rows));
    },
    settle: settle(settings),
    release: async ({ userId, requestKey, keyHash, answer }) => {
      const { rows } =
        await sql`select ${notAwaited}, public.release_usage(${userId}::uuid, ${requestKey}::text, ${keyHash}::bytea,
        ${answer === null ? null : JSON.stringify(answer)}::jsonb) as answer`.execute(db);
      return { isReleased: one(z.boolean(), rows) };
    },
    renew: async (entries) => {
      const userIds = entries.map(({ userId }) => userId);
      const requestKeys = entries.map(({ requestKey }) => requestKey);
      await sql`select public.renew_usage_leases(${userIds}::uuid[], ${requestKeys}::text[],
        ${leaseSeconds}::integer)`.execute(db);
    },
    expire: async () => {
      const { rows } = await sql`select public.expire_usage(${usersExpiredAtOnce}) as answer`.execute(db);
      return one(z.number(), rows);
    },
    check: check(db),
    removeAll: async (userId) => {
      await sql`delete from public.usage_ledger where user_id = ${userId}::uuid`.execute(db);
    },
  };
};
