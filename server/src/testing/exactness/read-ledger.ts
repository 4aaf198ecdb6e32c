import type { Pool } from 'pg';
import { z } from 'zod';

const Sums = z.object({
  counter: z.number(),
  ledgerSum: z.coerce.number(),
  reserved: z.coerce.number(),
  keys: z.coerce.number(),
});

/** What the database says of somebody's usage. */
export type LedgerReading = z.infer<typeof Sums>;

/** The database as a drill looks at it, past all instances. */
export const openLedger = (pool: Pick<Pool, 'query'>) => ({
  setPlan: async (
    userId: string,
    { plan, limit }: { readonly plan: string; readonly limit: number | null },
  ): Promise<void> => {
    await pool.query('update public.users set plan = $2, plan_limits_scrapes = $3 where id = $1', [
      userId,
      plan,
      limit,
    ]);
    // SQL typed elsewhere is seen within a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  },
  read: async (userId: string): Promise<LedgerReading> => {
    const { rows } = await pool.query(
      `select usage_this_month as counter,
        (select coalesce(sum(units), 0) from public.usage_ledger
          where user_id = u.id and state = 'settled') as "ledgerSum",
        (select count(*) from public.usage_ledger where user_id = u.id and state = 'reserved') as reserved,
        (select count(*) from public.usage_ledger where user_id = u.id and state = 'settled') as keys
       from public.users u where id = $1`,
      [userId],
    );
    return Sums.parse(rows[0]);
  },
});

export type Ledger = ReturnType<typeof openLedger>;
