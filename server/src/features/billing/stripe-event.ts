import { z } from 'zod';

/** What somebody pays for changes with these; whatever else Stripe tells is written down and left alone. */
const ourTypes = [
  'checkout.session.completed',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'invoice.paid',
  'invoice.payment_failed',
];

/** An event that Stripe signed, as far as we look at it: what it points at, not what it says. */
export type StripeEvent = {
  readonly id: string;
  readonly type: string;
  readonly createdAt: Date;
  /** Null: nothing of ours. */
  readonly subscriptionId: string | null;
  readonly customerId: string | null;
  /** Whom checkout was opened for. */
  readonly namedUserId: string | null;
  readonly payload: object;
};

// An id, or the whole thing where somebody asked for it to be expanded.
const Id = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);
const LooseId = Id.nullish().catch(null);
const Uuid = z.uuid().nullish().catch(null);
const Named = z.looseObject({ user_id: Uuid }).nullish().catch(null);

const Payload = z.looseObject({
  id: z.string().min(1).max(255),
  object: z.literal('event'),
  type: z.string().min(1).max(255),
  created: z.number().int().nonnegative(),
  data: z.looseObject({
    object: z.looseObject({
      id: z.string().nullish().catch(null),
      customer: LooseId,
      subscription: LooseId,
      client_reference_id: Uuid,
      metadata: Named,
      // Invoices since 2025 name their subscription here.
      parent: z
        .looseObject({
          subscription_details: z.looseObject({ subscription: LooseId, metadata: Named }).nullish(),
        })
        .nullish()
        .catch(null),
    }),
  }),
});

type Told = z.output<typeof Payload>['data']['object'];

const subscriptionOf = (type: string, told: Told): string | null => {
  if (!ourTypes.includes(type)) return null;
  if (type.startsWith('customer.subscription.')) return told.id ?? null;
  return told.subscription ?? told.parent?.subscription_details?.subscription ?? null;
};

/** Reads what Stripe signed; null when it is no event. */
export const readEvent = (sent: unknown): StripeEvent | null => {
  const read = Payload.safeParse(sent);
  if (!read.success) return null;
  const { id, type, created, data } = read.data;
  const told = data.object;
  return {
    ...{ id, type, createdAt: new Date(created * 1000) },
    subscriptionId: subscriptionOf(type, told),
    customerId: told.customer ?? null,
    namedUserId:
      told.client_reference_id ??
      told.metadata?.user_id ??
      told.parent?.subscription_details?.metadata?.user_id ??
      null,
    payload: read.data,
  };
};
