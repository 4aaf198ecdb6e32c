import type { BillingStore } from './billing.store.ts';
import type { StripePort } from './stripe-port.ts';
import { isOver, type KeptSubscription, type Subscription } from './subscription.ts';
import type { syncSubscription } from './sync-subscription.ts';

type Needs = {
  readonly store: Pick<BillingStore, 'findSubscription' | 'listLive' | 'findPayer'>;
  readonly stripe: Pick<StripePort, 'listSubscriptions'>;
  readonly sync: ReturnType<typeof syncSubscription>;
};

/** How many subscriptions were compared, and how many were not as Stripe has them. */
export type Reconciliation = { readonly compared: number; readonly repaired: number };

const sameDate = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

const agrees = (kept: KeptSubscription, said: Subscription): boolean =>
  kept.status === said.status &&
  kept.plan === said.plan &&
  kept.customerId === said.customerId &&
  kept.cancelsAtPeriodEnd === said.cancelsAtPeriodEnd &&
  sameDate(kept.periodStart, said.periodStart) &&
  sameDate(kept.periodEnd, said.periodEnd);

/**
 * Compares every subscription of Stripe with ours and every one of ours with Stripe, and brings those that differ to what
 * Stripe says. Also those that agree but whose user's plan does not follow from them, such as after the days of grace.
 */
export const reconcile =
  ({ store, stripe, sync }: Needs) =>
  async (): Promise<Reconciliation> => {
    const seen = new Set<string>();
    let repaired = 0;
    for await (const said of stripe.listSubscriptions()) {
      seen.add(said.id);
      const kept = await store.findSubscription(said.id);
      const differs = kept === null || !agrees(kept, said);
      // One that was over before we ever heard of it concerns nobody.
      if (isOver(said) && (kept === null || !differs)) continue;
      const { changed } = await sync({ subscriptionId: said.id });
      if (differs || changed) repaired += 1;
    }
    for (const subscriptionId of await store.listLive()) {
      if (seen.has(subscriptionId)) continue;
      seen.add(subscriptionId);
      if ((await sync({ subscriptionId })).changed) repaired += 1;
    }
    return { compared: seen.size, repaired };
  };
