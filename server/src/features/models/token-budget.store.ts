import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { TokenBudget } from './token-budget.ts';

const Taken = z.object({ month: z.date().nullable() });

/** The budget in Postgres: one statement takes, so that many may ask at once. */
export const createTokenBudget = (db: Db): TokenBudget => ({
  take: async ({ userId, tokens, most }) => {
    const { rows } = await sql`
      select public.take_model_tokens(${userId}::uuid, ${tokens}::bigint, ${most}::bigint) as month`.execute(
      db,
    );
    const { month } = Taken.parse(rows[0]);
    return month === null ? null : { userId, month };
  },
  correct: async ({ userId, month }, byTokens) => {
    await sql`update public.model_tokens set tokens = greatest(0, tokens + ${byTokens}::bigint)
      where user_id = ${userId}::uuid and month = ${month}`.execute(db);
  },
  forgetUser: async (userId) => {
    await sql`delete from public.model_tokens where user_id = ${userId}::uuid`.execute(db);
  },
});
