import { sql } from 'kysely';
import { z } from 'zod';
import type { Idempotency } from '../../kernel/idempotency.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { HeldKeyRow, toHeldKey } from './held-key.ts';
import type { HeldKey } from './ledger.ts';

/** Who holds a key: `claim` names one request. */
type Claim = { readonly userId: string; readonly keyHash: Uint8Array; readonly claim: string };

/** Idempotency keys. One statement decides who holds a key, so that two instances may ask at once. */
export type IdempotencyStore = {
  readonly claim: (
    asked: Omit<Claim, 'keyHash'> & { readonly idempotency: Idempotency },
  ) => Promise<HeldKey | { readonly outcome: 'claimed' }>;
  /** Keeps an answer, or frees the key when there is none to keep. */
  readonly close: (claim: Claim, answer: object | null) => Promise<void>;
  /** Removes some whose day is over; returns how many. */
  readonly removeOld: () => Promise<number>;
  readonly removeAll: (userId: string) => Promise<void>;
};

const ClaimRow = z.union([z.object({ outcome: z.literal('claimed') }), HeldKeyRow]);
const mostAtOnce = 500;

/** Idempotency keys in Postgres. */
export const createIdempotencyStore = (settings: {
  readonly db: Db;
  /** How long a key outlives the process that holds it. */
  readonly leaseSeconds: number;
}): IdempotencyStore => {
  const { db, leaseSeconds } = settings;
  return {
    claim: async ({ userId, claim, idempotency: { keyHash, requestHash } }) => {
      const { rows } = await sql`select * from public.claim_idempotency_key(
        ${userId}::uuid, ${keyHash}::bytea, ${requestHash}::bytea, ${claim}::text, ${leaseSeconds}::integer)`.execute(
        db,
      );
      const row = ClaimRow.parse(rows[0]);
      return row.outcome === 'claimed' ? { outcome: 'claimed' } : toHeldKey(row);
    },
    close: async ({ userId, keyHash, claim }, answer) => {
      await sql`select public.close_idempotency_key(${userId}::uuid, ${keyHash}::bytea, ${claim}::text,
        ${answer === null ? null : JSON.stringify(answer)}::jsonb)`.execute(db);
    },
    removeOld: async () => {
      const removed = await sql`delete from public.idempotency_keys where (user_id, key_hash) in (
        select user_id, key_hash from public.idempotency_keys
          where expires_at <= now() order by expires_at limit ${mostAtOnce} for update skip locked)`.execute(
        db,
      );
      return Number(removed.numAffectedRows ?? 0);
    },
    removeAll: async (userId) => {
      await sql`delete from public.idempotency_keys where user_id = ${userId}::uuid`.execute(db);
    },
  };
};
