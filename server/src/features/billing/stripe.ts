import type Stripe from 'stripe';
import { type Price, prices, type SoldPlan, soldPlans } from '../../kernel/catalogue.ts';
import { readEvent, type StripeEvent } from './stripe-event.ts';
import type { Subscription } from './subscription.ts';

/** The account, and where its API is when that is not Stripe's own address. */
export type StripeSettings = {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly apiBase: string | null;
};

/** What was signed, or why it is not taken. */
export type EventReading =
  | { readonly ok: true; readonly event: StripeEvent }
  | {
      readonly ok: false;
      readonly code: 'invalid_signature' | 'malformed_request';
      readonly message: string;
    };

type CheckoutOrder = {
  readonly userId: string;
  readonly customerId: string;
  readonly plan: SoldPlan;
  readonly successUrl: string;
  readonly cancelUrl: string;
};

/** What `gleaner billing sync` did about a price. */
export type PriceCheck = {
  readonly plan: SoldPlan;
  readonly outcome: 'made' | 'there' | 'differs';
  readonly told: string;
};

/** As much of Stripe as we use. */
export type StripePort = {
  readonly readEvent: (signed: {
    bytes: Buffer;
    signature: string | null;
    now: Date;
  }) => Promise<EventReading>;
  /** Null: there is none of this id (any more). */
  readonly findSubscription: (id: string) => Promise<Subscription | null>;
  readonly listSubscriptions: () => AsyncIterable<Subscription>;
  readonly cancelSubscription: (id: string) => Promise<void>;
  /** Asked twice for one user it makes one customer. */
  readonly createCustomer: (user: { readonly id: string; readonly email: string | null }) => Promise<string>;
  /** @returns where the customer goes to pay; null when the plan has no price in Stripe. */
  readonly openCheckout: (order: CheckoutOrder) => Promise<string | null>;
  readonly openPortal: (asked: {
    readonly customerId: string;
    readonly returnUrl: string;
  }) => Promise<string>;
  /** Makes the price of a plan unless it is there. */
  readonly ensurePrice: (plan: SoldPlan, price: Price) => Promise<PriceCheck>;
};

const timeoutMs = 10_000;
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

const openClient = async ({ secretKey, apiBase }: StripeSettings) => {
  // Not small, and only loaded where something is sold.
  const { default: Client } = await import('stripe');
  const place = apiBase === null ? null : new URL(apiBase);
  const client = new Client(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(place === null
      ? {}
      : {
          host: place.hostname,
          port: place.port || (place.protocol === 'http:' ? 80 : 443),
          protocol: place.protocol === 'http:' ? 'http' : 'https',
        }),
  });
  return { client, errors: Client.errors };
};

const readSigned =
  (opening: ReturnType<typeof openClient>, secret: string): StripePort['readEvent'] =>
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

const ensurePriceWith =
  (opening: ReturnType<typeof openClient>): StripePort['ensurePrice'] =>
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

const shoppingWith = (
  opening: ReturnType<typeof openClient>,
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
