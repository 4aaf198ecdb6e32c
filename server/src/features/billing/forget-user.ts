import type { BillingStore } from './billing.store.ts';
import type { StripePort } from './stripe-port.ts';
import { isOver } from './subscription.ts';

type Needs = {
  readonly store: Pick<BillingStore, 'findPayer' | 'listOfUser' | 'removeAll'>;
  readonly stripe: Pick<StripePort, 'cancelSubscription'> | null;
};

/**
 * Ends what a user pays for and removes what was kept about it: nobody pays for an account that is gone. The customer
 * stays in Stripe, whose invoices have to be kept for years.
 */
export const forgetUser =
  ({ store, stripe }: Needs) =>
  async (userId: string): Promise<void> => {
    const payer = await store.findPayer(userId);
    const open = (await store.listOfUser(userId)).filter((kept) => !isOver(kept));
    // Without Stripe there is nothing to cancel with; its own pages still end a subscription.
    for (const { id } of open) await stripe?.cancelSubscription(id);
    await store.removeAll(userId, payer?.customerId ?? null);
  };
