import { prices, soldPlans } from '../../kernel/catalogue.ts';
import type { PriceCheck, StripePort } from './stripe-port.ts';

/** Makes the products and prices of the catalogue in Stripe, or says how those that are there differ. Safe to repeat. */
export const syncPrices =
  ({ stripe }: { readonly stripe: Pick<StripePort, 'ensurePrice'> }) =>
  async (): Promise<readonly PriceCheck[]> => {
    const checks: PriceCheck[] = [];
    for (const plan of soldPlans) checks.push(await stripe.ensurePrice(plan, prices[plan]));
    return checks;
  };
