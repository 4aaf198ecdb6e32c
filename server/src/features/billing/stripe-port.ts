import type { Price, SoldPlan } from '../../kernel/catalogue.ts';
import type { StripeEvent } from './stripe-event.ts';
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
