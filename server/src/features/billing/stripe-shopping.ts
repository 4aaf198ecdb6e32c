import { prices } from '../../kernel/catalogue.ts';
import type { StripeClient } from './stripe-client.ts';
import type { StripePort } from './stripe-port.ts';

/** What is sold: prices by their lookup keys. */
export const ensurePriceWith =
  (opening: StripeClient): StripePort['ensurePrice'] =>
  async (plan, { lookupKey, amountCents, currency }) => {
    const { client } = await opening;
    const { data } = await client.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
    const wanted = `${amountCents} ${currency} a month`;
    if (data[0]) {
      const told = `${data[0].unit_amount} ${data[0].currency} a ${data[0].recurring?.interval ?? 'time'}`;
      return { plan, outcome: told === wanted ? 'there' : 'differs', told };
    }
    const idempotencyKey = `${lookupKey}-${amountCents}-${currency}`;
    await client.prices.create(
      {
        lookup_key: lookupKey,
        unit_amount: amountCents,
        currency,
        recurring: { interval: 'month' },
        product_data: { name: `Gleaner ${plan}`, metadata: { plan } },
      },
      { idempotencyKey },
    );
    return { plan, outcome: 'made', told: wanted };
  };

/** Where customers are made, and sent to. */
export const shoppingWith = (
  opening: StripeClient,
): Pick<StripePort, 'createCustomer' | 'openCheckout' | 'openPortal'> => ({
  createCustomer: async ({ id, email }) => {
    const { client } = await opening;
    const params = { metadata: { user_id: id }, ...(email === null ? {} : { email }) };
    // The e-mail address is part of the key: Stripe refuses a key that comes again with something else.
    const customer = await client.customers.create(params, {
      idempotencyKey: `customer-${id}-${email ?? ''}`,
    });
    return customer.id;
  },
  openCheckout: async ({ userId, customerId, plan, successUrl, cancelUrl }) => {
    const { client } = await opening;
    const { lookupKey } = prices[plan];
    const { data } = await client.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
    if (!data[0]) return null;
    const session = await client.checkout.sessions.create({
      mode: 'subscription',
      customer: customerId,
      client_reference_id: userId,
      line_items: [{ price: data[0].id, quantity: 1 }],
      subscription_data: { metadata: { user_id: userId } },
      success_url: successUrl,
      cancel_url: cancelUrl,
    });
    return session.url;
  },
  openPortal: async ({ customerId, returnUrl }) => {
    const { client } = await opening;
    const session = await client.billingPortal.sessions.create({
      customer: customerId,
      return_url: returnUrl,
    });
    return session.url;
  },
});
