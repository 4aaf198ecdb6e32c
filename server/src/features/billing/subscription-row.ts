import { z } from 'zod';
import { soldPlans } from '../../kernel/catalogue.ts';
import type { KeptSubscription } from './subscription.ts';

const Row = z.object({
  subscription_id: z.string(),
  customer_id: z.string(),
  user_id: z.string().nullable(),
  named_user_id: z.string().nullable(),
  status: z.string(),
  plan: z.enum(soldPlans).nullable(),
  period_start: z.date().nullable(),
  period_end: z.date().nullable(),
  cancels_at_period_end: z.boolean(),
  past_due_since: z.date().nullable(),
  version: z.number(),
});

/** A row of `billing_subscriptions` in our words. */
export const toKept = (row: unknown): KeptSubscription => {
  const kept = Row.parse(row);
  return {
    id: kept.subscription_id,
    customerId: kept.customer_id,
    userId: kept.user_id,
    namedUserId: kept.named_user_id,
    status: kept.status,
    plan: kept.plan,
    periodStart: kept.period_start,
    periodEnd: kept.period_end,
    cancelsAtPeriodEnd: kept.cancels_at_period_end,
    pastDueSince: kept.past_due_since,
    version: kept.version,
  };
};
