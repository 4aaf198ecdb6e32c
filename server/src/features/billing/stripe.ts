import type Stripe from 'stripe';
import { prices, type SoldPlan, soldPlans } from '../../kernel/catalogue.ts';
import { openClient, type StripeClient } from './stripe-client.ts';
import { readEvent } from './stripe-event.ts';
import type { StripePort, StripeSettings } from './stripe-port.ts';
import { ensurePriceWith, shoppingWith } from './stripe-shopping.ts';
import type { Subscription } from './subscription.ts';

const toleranceSeconds = 300;
const mostListed = 100;

const toDate = (seconds: number | null | undefined): Date | null =>
  typeof seconds === 'number' ? new Date(seconds * 1000) : null;
const idOf = (thing: string | { readonly id: string }): string =>
  typeof thing === 'string' ? thing : thing.id;

const planOf = (lookupKey: string | null | undefined): SoldPlan | null =>
  soldPlans.find((plan) => prices[plan].lookupKey === lookupKey) ?? null;

const toSubscription = (said: Stripe.Subscription): Subscription => {
  const item = said.items.data.find(({ price }) => planOf(price.lookup_key) !== null) ?? said.items.data[0];
  return {
    id: said.id,
    customerId: idOf(said.customer),
    status: said.status,
    plan: planOf(item?.price.lookup_key),
    periodStart: toDate(item?.current_period_start),
    periodEnd: toDate(item?.current_period_end),
    cancelsAtPeriodEnd: said.cancel_at_period_end,
    namedUserId: said.metadata.user_id ?? null,
  };
};

const readSigned =
  (opening: StripeClient, secret: string): StripePort['readEvent'] =>
  async ({ bytes, signature, now }) => {
    const { client, errors } = await opening;
    try {
      const { webhooks } = client;
      // Over the bytes as they came: what is parsed and written again has another signature.
      const sent: unknown = webhooks.constructEvent(
        bytes,
        signature ?? '',
        secret,
        toleranceSeconds,
        undefined,
        now.getTime(),
      );
      const event = readEvent(sent);
      if (event) return { ok: true, event };
    } catch (error) {
      if (error instanceof errors.StripeSignatureVerificationError)
        return {
          ok: false,
          code: 'invalid_signature',
          message: 'This is not signed by Stripe, or too long ago.',
        };
      if (!(error instanceof SyntaxError)) throw error;
    }
    return { ok: false, code: 'malformed_request', message: 'This is not an event.' };
  };

/** Opens the account, with Stripe's own package. */
export const openStripe = (settings: StripeSettings): StripePort => {
  const opening = openClient(settings);
  // Whoever first needs it hears of a fault; until then it must not end the process.
  opening.catch(() => {});
  const orNothing = async <T>(asked: Promise<T>): Promise<T | null> => {
    const { errors } = await opening;
    return asked.catch((error) => {
      if (error instanceof errors.StripeInvalidRequestError && error.code === 'resource_missing') return null;
      throw error;
    });
  };
  return {
    ...shoppingWith(opening),
    readEvent: readSigned(opening, settings.webhookSecret),
    ensurePrice: ensurePriceWith(opening),
    findSubscription: async (id) => {
      const { client } = await opening;
      const said = await orNothing(client.subscriptions.retrieve(id));
      return said === null ? null : toSubscription(said);
    },
    listSubscriptions: async function* () {
      const { client } = await opening;
      for await (const said of client.subscriptions.list({ status: 'all', limit: mostListed }))
        yield toSubscription(said);
    },
    cancelSubscription: async (id) => {
      const { client } = await opening;
      await orNothing(client.subscriptions.cancel(id));
    },
  };
};
