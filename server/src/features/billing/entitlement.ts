import { graceDays, type SoldPlan, soldPlans } from '../../kernel/catalogue.ts';
import type { KeptSubscription } from './subscription.ts';

type Facts = Pick<KeptSubscription, 'id' | 'status' | 'plan' | 'pastDueSince'>;
const dayMs = 86_400_000;

/** When the plan of a subscription ends whose payment failed; null when none failed. */
export const graceEnds = ({ status, pastDueSince }: Pick<Facts, 'status' | 'pastDueSince'>): Date | null =>
  status === 'past_due' && pastDueSince ? new Date(pastDueSince.getTime() + graceDays * dayMs) : null;

const isPaid = (subscription: Facts, now: Date): boolean => {
  const { status } = subscription;
  if (status === 'active' || status === 'trialing') return true;
  const ends = graceEnds(subscription);
  return ends !== null && ends > now;
};

/** The largest plan that is paid for, and by which subscription; null: nothing is. */
export const entitlementOf = (
  subscriptions: readonly Facts[],
  now: Date,
): { readonly plan: SoldPlan; readonly subscriptionId: string } | null => {
  const paid = subscriptions.flatMap(({ plan, ...rest }) =>
    plan !== null && isPaid({ plan, ...rest }, now) ? [{ plan, subscriptionId: rest.id }] : [],
  );
  return (
    paid.sort(
      (a, b) =>
        soldPlans.indexOf(b.plan) - soldPlans.indexOf(a.plan) ||
        a.subscriptionId.localeCompare(b.subscriptionId),
    )[0] ?? null
  );
};
