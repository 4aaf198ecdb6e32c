import { AppError } from '../../kernel/app-error.ts';
import type { SoldPlan } from '../../kernel/catalogue.ts';
import type { BillingStore } from './billing.store.ts';
import type { StripePort } from './stripe-port.ts';
import { isOpen } from './subscription.ts';

type Needs = {
  readonly store: Pick<BillingStore, 'findPayer' | 'saveCustomer' | 'listOfUser'>;
  readonly stripe: Pick<StripePort, 'createCustomer' | 'openCheckout' | 'openPortal'>;
  /** Null: any, for whoever lets every origin call. */
  readonly allowedOrigins: readonly string[] | null;
};

/** Where to send somebody, and what for. */
export type Destination = { readonly url: string; readonly kind: 'checkout' | 'portal' };

const refuseUrl = (path: string): AppError => {
  const message = 'must be an http(s) address of an origin that may call this server (CORS_ORIGINS)';
  return new AppError('invalid_request', `The input is not as it should be: ${path} ${message}.`, {
    faults: [{ path, message }],
  });
};

const requireAllowed = (allowed: Needs['allowedOrigins'], path: string, url: string): void => {
  const parsed = URL.parse(url);
  const isWeb = parsed !== null && ['http:', 'https:'].includes(parsed.protocol);
  if (!isWeb || !(allowed === null || allowed.includes(parsed.origin))) throw refuseUrl(path);
};

/** Stripe's refusals and silences as one sentence; what they were is the cause. */
const askStripe = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked;
  } catch (cause) {
    throw new AppError('billing_unavailable', 'Stripe does not answer as it should. Try again in a moment.', {
      cause,
      retryAfterSeconds: 10,
    });
  }
};

/** The user's customer in Stripe, made at the first need; requests that come together get the same one. */
const ensureCustomer =
  ({ store, stripe }: Pick<Needs, 'store' | 'stripe'>) =>
  async (userId: string): Promise<string> => {
    const payer = await store.findPayer(userId);
    if (payer === null) throw new AppError('not_found', 'This account is gone.');
    if (payer.customerId !== null) return payer.customerId;
    return store.saveCustomer(userId, await askStripe(stripe.createCustomer(payer)));
  };

type Order = {
  readonly userId: string;
  readonly plan: SoldPlan;
  readonly successUrl: string;
  readonly cancelUrl: string;
};

/** Opens a checkout, or the portal for whoever has a subscription that could be changed there. */
export const startCheckout = (needs: Needs) => {
  const { store, stripe, allowedOrigins } = needs;
  const findCustomer = ensureCustomer(needs);
  return async ({ userId, plan, successUrl, cancelUrl }: Order): Promise<Destination> => {
    requireAllowed(allowedOrigins, 'successUrl', successUrl);
    requireAllowed(allowedOrigins, 'cancelUrl', cancelUrl);
    const customerId = await findCustomer(userId);
    if ((await store.listOfUser(userId)).some(isOpen)) {
      const url = await askStripe(stripe.openPortal({ customerId, returnUrl: successUrl }));
      return { url, kind: 'portal' };
    }
    const order = { userId, customerId, plan, successUrl, cancelUrl };
    const url = await askStripe(stripe.openCheckout(order));
    if (url === null)
      throw new AppError(
        'billing_unavailable',
        `The plan ${plan} has no price in Stripe: gleaner billing sync.`,
      );
    return { url, kind: 'checkout' };
  };
};

/** Opens the portal, where a subscription is changed, paid for and cancelled. */
export const openPortal = (needs: Needs) => {
  const findCustomer = ensureCustomer(needs);
  return async ({
    userId,
    returnUrl,
  }: {
    readonly userId: string;
    readonly returnUrl: string;
  }): Promise<Destination> => {
    requireAllowed(needs.allowedOrigins, 'returnUrl', returnUrl);
    const customerId = await findCustomer(userId);
    return { url: await askStripe(needs.stripe.openPortal({ customerId, returnUrl })), kind: 'portal' };
  };
};
