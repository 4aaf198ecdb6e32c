import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { type Plan, plans } from '../../kernel/catalogue.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { KeptSubscription, Subscription } from './subscription.ts';
import { toKept } from './subscription-row.ts';

/** A user as far as paying is concerned. */
export type Payer = {
  readonly id: string;
  readonly email: string | null;
  readonly plan: Plan;
  readonly customerId: string | null;
  /** The subscription that the plan is from; null when it is from nowhere or an operator. */
  readonly subscriptionId: string | null;
};

/** What a user's row says after a subscription changed. */
export type PlanChange = {
  readonly plan: Plan;
  readonly limit: number | null;
  readonly subscriptionId: string | null;
};

const PayerRow = z.object({
  id: z.string(),
  email: z.string().nullable(),
  plan: z.enum(plans),
  stripe_customer_id: z.string().nullable(),
  stripe_subscription_id: z.string().nullable(),
});

const toPayer = (row: unknown): Payer => {
  const { id, email, plan, stripe_customer_id, stripe_subscription_id } = PayerRow.parse(row);
  return { id, email, plan, customerId: stripe_customer_id, subscriptionId: stripe_subscription_id };
};

const payerColumns = sql`id, email, plan, stripe_customer_id, stripe_subscription_id`;

/**
 * Whose subscription it is, locked: the user of the customer, else whom checkout named, unless that one is somebody else's
 * customer.
 */
export const lockPayer = async (
  trx: Transaction<unknown>,
  { customerId, namedUserId }: { readonly customerId: string; readonly namedUserId: string | null },
): Promise<Payer | null> => {
  const named = z.uuid().safeParse(namedUserId).success ? namedUserId : null;
  const { rows } = await sql`
    select ${payerColumns} from public.users
    where stripe_customer_id = ${customerId}
      or (id = ${named}::uuid and (stripe_customer_id is null or stripe_customer_id = ${customerId}))
    order by (stripe_customer_id = ${customerId}) desc nulls last, id limit 1 for update`.execute(trx);
  return rows.length === 0 ? null : toPayer(rows[0]);
};

/** Writes what Stripe says, unless somebody wrote since `seenVersion`: then what was read may be old, and it is false. */
export const keepSubscription = async (
  trx: Transaction<unknown>,
  { id, customerId, ...said }: Subscription & Pick<KeptSubscription, 'userId' | 'pastDueSince'>,
  seenVersion: number,
): Promise<boolean> => {
  const { rows } = await sql`
    insert into public.billing_subscriptions as kept (subscription_id, customer_id, user_id, named_user_id, status, plan,
      period_start, period_end, cancels_at_period_end, past_due_since)
    values (${id}, ${customerId}, ${said.userId}, ${said.namedUserId}, ${said.status}, ${said.plan},
      ${said.periodStart}, ${said.periodEnd}, ${said.cancelsAtPeriodEnd}, ${said.pastDueSince})
    on conflict (subscription_id) do update set customer_id = excluded.customer_id, user_id = excluded.user_id,
      named_user_id = excluded.named_user_id, status = excluded.status, plan = excluded.plan,
      period_start = excluded.period_start, period_end = excluded.period_end,
      cancels_at_period_end = excluded.cancels_at_period_end, past_due_since = excluded.past_due_since,
      version = kept.version + 1, updated_at = now()
    where kept.version = ${seenVersion} returning version`.execute(trx);
  return rows.length > 0;
};
/** All that a user has ever subscribed to. */
export const listOfUser = async (db: Db, userId: string): Promise<readonly KeptSubscription[]> => {
  const { rows } = await sql`
    select * from public.billing_subscriptions where user_id = ${userId}::uuid`.execute(db);
  return rows.map((row: unknown) => toKept(row));
};

/** Writes the plan; false when all was so already. The profile's trigger tells the caches. */
export const savePlan = async (
  db: Db,
  userId: string,
  { plan, limit, subscriptionId }: PlanChange,
  customerId: string | null,
): Promise<boolean> => {
  const { rows } = await sql`
    update public.users set plan = ${plan}, plan_limits_scrapes = ${limit}::int,
      stripe_subscription_id = ${subscriptionId}, stripe_customer_id = coalesce(${customerId}, stripe_customer_id)
    where id = ${userId}::uuid and (plan, plan_limits_scrapes, stripe_subscription_id, stripe_customer_id)
      is distinct from (${plan}, ${limit}::int, ${subscriptionId}, coalesce(${customerId}, stripe_customer_id))
    returning id`.execute(db);
  return rows.length > 0;
};

/** What billing asks outside of a transaction. */
export type BillingStore = {
  readonly findSubscription: (id: string) => Promise<KeptSubscription | null>;
  readonly findPayer: (userId: string) => Promise<Payer | null>;
  readonly findPayersByEmail: (email: string) => Promise<readonly Payer[]>;
  readonly listOfUser: (userId: string) => Promise<readonly KeptSubscription[]>;
  /** Those of nobody whose user has appeared. */
  readonly listClaimable: () => Promise<readonly string[]>;
  /** Those that may give somebody a plan, or did. */
  readonly listLive: () => Promise<readonly string[]>;
  /** @returns the customer that the user has now: the given one, unless another request was quicker. */
  readonly saveCustomer: (userId: string, customerId: string) => Promise<string>;
  readonly removeAll: (userId: string, customerId: string | null) => Promise<void>;
};

const Ids = z.array(z.object({ id: z.string() }));
const idsOf = (rows: unknown): readonly string[] => Ids.parse(rows).map(({ id }) => id);
const mostClaimed = 100;

/** Subscriptions and their users in Postgres. */
export const createBillingStore = (db: Db): BillingStore => ({
  findSubscription: async (id) => {
    const { rows } = await sql`
      select * from public.billing_subscriptions where subscription_id = ${id}`.execute(db);
    return rows[0] ? toKept(rows[0]) : null;
  },
  findPayer: async (userId) => {
    const { rows } = await sql`select ${payerColumns} from public.users where id = ${userId}::uuid`.execute(
      db,
    );
    return rows.length === 0 ? null : toPayer(rows[0]);
  },
  findPayersByEmail: async (email) => {
    const { rows } = await sql`
      select ${payerColumns} from public.users where lower(email) = lower(${email}) and deleted_at is null`.execute(
      db,
    );
    return rows.map(toPayer);
  },
  listOfUser: (userId) => listOfUser(db, userId),
  listClaimable: async () => {
    const { rows } = await sql`
      select s.subscription_id as id from public.billing_subscriptions s
      where s.user_id is null and (exists (select 1 from public.users u where u.stripe_customer_id = s.customer_id)
        or exists (select 1 from public.users u where u.id = s.named_user_id
          and (u.stripe_customer_id is null or u.stripe_customer_id = s.customer_id)))
      limit ${mostClaimed}`.execute(db);
    return idsOf(rows);
  },
  listLive: async () => {
    const { rows } = await sql`
      select subscription_id as id from public.billing_subscriptions
        where status not in ('canceled', 'incomplete_expired')
      union select stripe_subscription_id from public.users where stripe_subscription_id is not null`.execute(
      db,
    );
    return idsOf(rows);
  },
  saveCustomer: async (userId, customerId) => {
    const { rows } = await sql`
      update public.users set stripe_customer_id = coalesce(stripe_customer_id, ${customerId})
      where id = ${userId}::uuid returning stripe_customer_id as id`.execute(db);
    return idsOf(rows)[0] ?? customerId;
  },
  removeAll: async (userId, customerId) => {
    await sql`delete from public.billing_subscriptions where user_id = ${userId}::uuid`.execute(db);
    await sql`delete from public.stripe_inbox where customer_id = ${customerId}`.execute(db);
  },
});
