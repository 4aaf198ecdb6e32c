import { z } from 'zod';
import { type Door, openDoor } from '../../http/door.ts';
import { ok } from '../../http/reply.ts';
import type { Routes } from '../../http/route.ts';
import { SignedBody } from '../../http/signed-body.ts';
import { AppError } from '../../kernel/app-error.ts';
import { catalogue, plans, prices, soldPlans } from '../../kernel/catalogue.ts';
import { writtenText } from '../../kernel/written-text.ts';
import type { openPortal, startCheckout } from './checkout.ts';
import type { receiveEvent } from './receive-event.ts';

const webhookLimitBytes = 1_048_576;

const PlansReply = z.object({
  plans: z.array(
    z.object({
      plan: z.enum(plans),
      scrapes_per_month: z.int().nullable().describe('Null: no limit'),
      price: z
        .object({ amount_cents: z.int(), currency: z.string(), interval: z.literal('month') })
        .nullable()
        .describe('Null: not sold'),
    }),
  ),
});

const listPlans = (): z.input<typeof PlansReply> => ({
  plans: (['FREE', ...soldPlans] as const).map((plan) => {
    const price = plan === 'FREE' ? null : prices[plan];
    return {
      plan,
      scrapes_per_month: catalogue[plan].scrapesPerMonth,
      price: price && { amount_cents: price.amountCents, currency: price.currency, interval: 'month' },
    };
  }),
});

const Url = writtenText({ most: 2_000 });
const CheckoutBody = z.strictObject({
  plan: z.enum(soldPlans, `must be one of ${soldPlans.join(', ')}`),
  successUrl: Url.describe('Where to come back to after paying'),
  cancelUrl: Url.describe('Where to come back to without paying'),
});
const PortalQuery = z.strictObject({
  returnUrl: Url.exactOptional().describe('Where to come back to; default: this server'),
});
const DestinationReply = z.object({
  url: z.string().describe('Send the browser there'),
  kind: z.enum(['checkout', 'portal']).describe('A subscription that exists is changed in the portal'),
});
const ReceivedReply = z.object({ received: z.literal(true) });

type Member = Door<{ readonly userId: string }>;
type Needs = {
  /** `fresh` asks about the session every time: this is about money. */
  readonly fresh: Member;
  readonly homeUrl: string;
  /** Null: nothing is sold here. */
  readonly stripe: {
    readonly startCheckout: ReturnType<typeof startCheckout>;
    readonly openPortal: ReturnType<typeof openPortal>;
    readonly receiveEvent: ReturnType<typeof receiveEvent>;
  } | null;
};

/** Declares `GET /api/billing/plans`, `POST /api/billing/checkout`, `/portal` and `/webhook`. */
export const declareBilling = (routes: Routes, { fresh, homeUrl, stripe }: Needs): void => {
  const configured = () => {
    if (stripe) return stripe;
    throw new AppError('billing_not_configured', 'This server sells nothing: Stripe is not configured.');
  };
  routes.get(
    '/api/billing/plans',
    { door: openDoor, summary: 'The plans and their prices', reply: PlansReply },
    async () => ok(listPlans()),
  );
  routes.post(
    '/api/billing/checkout',
    {
      ...{ door: fresh, summary: 'Subscribe to a plan', refusals: [503] },
      ...{ body: CheckoutBody, reply: DestinationReply },
    },
    async ({ userId, body }) => ok(await configured().startCheckout({ userId, ...body })),
  );
  routes.post(
    '/api/billing/portal',
    {
      ...{ door: fresh, summary: 'Change, pay or cancel your subscription', refusals: [503] },
      ...{ query: PortalQuery, reply: DestinationReply },
    },
    async ({ userId, query }) =>
      ok(await configured().openPortal({ userId, returnUrl: query.returnUrl ?? homeUrl })),
  );
  routes.post(
    '/api/billing/webhook',
    {
      ...{ door: openDoor, summary: 'What Stripe has to tell; its signature is the door', refusals: [503] },
      ...{ body: SignedBody, signedBy: 'stripe-signature', bodyLimitBytes: webhookLimitBytes },
      reply: ReceivedReply,
    },
    async ({ body }) => {
      await configured().receiveEvent(body);
      return ok({ received: true });
    },
  );
};
