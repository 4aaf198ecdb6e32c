import type { Pool } from 'pg';
import { z } from 'zod';
import { catalogue } from '../../kernel/catalogue.ts';
import type { StandInSubscription } from '../stand-in-stripe.ts';
import type { Life } from './lives.ts';

const UserRow = z.object({
  plan: z.string(),
  plan_limits_scrapes: z.number().nullable(),
  stripe_subscription_id: z.string().nullable(),
});
const SubscriptionRow = z.object({
  subscription_id: z.string(),
  status: z.string(),
  plan: z.string().nullable(),
  period_start: z.date(),
  period_end: z.date(),
});
const Seen = z.object({ plan: z.string(), planLimitsScrapes: z.number().nullable() });

/** What the user's row must say, by Stripe's state alone. */
const expectedOf = (all: readonly StandInSubscription[]) => {
  const paid = all.find(({ status }) => status === 'active' || status === 'past_due');
  const plan = paid?.plan ?? 'FREE';
  const { scrapesPerMonth } = catalogue[plan];
  return { plan, plan_limits_scrapes: scrapesPerMonth, stripe_subscription_id: paid?.id ?? null };
};

const periodsOf = (all: readonly StandInSubscription[]) =>
  all.map(({ id, status, plan, periodStart, periodEnd }) => ({
    ...{ subscription_id: id, status, plan },
    ...{ period_start: new Date(periodStart * 1000), period_end: new Date(periodEnd * 1000) },
  }));

type Judge = {
  readonly pool: Pool;
  readonly now: ReadonlyMap<string, StandInSubscription>;
  readonly addresses: readonly string[];
};

/** How the life's end differs from what Stripe says: in the rows, in the caches, and in how often events were applied. */
export const judgeLife = async (life: Life, { pool, now, addresses }: Judge): Promise<readonly string[]> => {
  const faults: string[] = [];
  const differ = (what: string, is: unknown, should: unknown): void => {
    if (JSON.stringify(is) !== JSON.stringify(should))
      faults.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`);
  };
  const all = [...now.values()].filter(({ customer }) => customer === life.customer);
  const expected = expectedOf(all);
  const user = await pool.query(
    'select plan, plan_limits_scrapes, stripe_subscription_id from public.users where id = $1',
    [life.userId],
  );
  differ('row', UserRow.parse(user.rows[0]), expected);
  const kept = await pool.query('select * from public.billing_subscriptions where customer_id = $1', [
    life.customer,
  ]);
  const byId = (a: { subscription_id: string }, b: { subscription_id: string }): number =>
    a.subscription_id.localeCompare(b.subscription_id);
  differ('subscriptions', z.array(SubscriptionRow).parse(kept.rows).sort(byId), periodsOf(all).sort(byId));
  for (const address of addresses) {
    const seen = Seen.parse(await (await fetch(`${address}/profile/${life.userId}`)).json());
    differ('cache', seen, { plan: expected.plan, planLimitsScrapes: expected.plan_limits_scrapes });
  }
  const ids = life.steps.map(({ delivery }) => delivery.id);
  const applied = await pool.query('select event_id from public.drill_applied where event_id = any($1)', [
    ids,
  ]);
  if (applied.rows.length !== ids.length)
    faults.push(`applied: ${applied.rows.length} instead of ${ids.length}`);
  return faults;
};
