/**
 * A stand-in for Stripe's API, as much of it as we call. It is as strict as Stripe about what it is sent: who asks, the
 * encoding, the version, and idempotency keys that come again with something else.
 */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Price, prices, type SoldPlan } from '../kernel/catalogue.ts';

type Form = Readonly<Record<string, string>>;
type Sending = { readonly status: number; readonly value: object };

/** A subscription as the stand-in keeps it. */
export type StandInSubscription = {
  readonly id: string;
  readonly customer: string;
  readonly status: string;
  readonly plan: SoldPlan;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly cancelAtPeriodEnd?: boolean;
  readonly userId?: string;
};

const apiVersion = '2026-10-28.endive';
const secretKey = 'sk_test_of_the_stand_in';

const refusal = (status: number, message: string, code?: string): Sending => ({
  status,
  value: {
    error: { type: status === 401 ? 'authentication_error' : 'invalid_request_error', message, code },
  },
});

const priceOf = (price: Price, id: string) => ({
  ...{ id, object: 'price', active: true, lookup_key: price.lookupKey, metadata: {}, product: `prod_${id}` },
  ...{ unit_amount: price.amountCents, currency: price.currency, type: 'recurring' },
  recurring: { interval: 'month', interval_count: 1 },
});

/** A subscription in Stripe's words. */
export const toStripe = (kept: StandInSubscription) => ({
  ...{ id: kept.id, object: 'subscription', customer: kept.customer, status: kept.status },
  cancel_at_period_end: kept.cancelAtPeriodEnd ?? false,
  metadata: kept.userId === undefined ? {} : { user_id: kept.userId },
  items: {
    object: 'list',
    data: [
      {
        ...{ id: `si_${kept.id}`, object: 'subscription_item', quantity: 1 },
        price: priceOf(prices[kept.plan], `price_${kept.plan}`),
        ...{ current_period_start: kept.periodStart, current_period_end: kept.periodEnd },
      },
    ],
    has_more: false,
  },
});

const faultOf = (req: IncomingMessage): Sending | null => {
  if (req.headers.authorization !== `Bearer ${secretKey}`) return refusal(401, 'Invalid API Key provided');
  if (req.headers['stripe-version'] !== apiVersion) return refusal(400, 'Another version is expected');
  if (req.method !== 'POST') return null;
  if (req.headers['content-type'] !== 'application/x-www-form-urlencoded')
    return refusal(400, 'The body is not form-encoded');
  return req.headers['idempotency-key'] ? null : refusal(400, 'There is no idempotency key');
};

const list = (data: readonly object[], url: string): Sending => ({
  status: 200,
  value: { object: 'list', url, has_more: false, data },
});

const createShelves = () => {
  const customers = new Map<string, Form>();
  const subscriptions = new Map<string, StandInSubscription>();
  const madePrices = new Map<string, object>();
  const sessions: Form[] = [];

  const post = (path: string, form: Form): Sending => {
    const id = randomUUID().replaceAll('-', '').slice(0, 14);
    switch (path) {
      case '/v1/customers':
        customers.set(`cus_${id}`, form);
        return { status: 200, value: { id: `cus_${id}`, object: 'customer' } };
      case '/v1/checkout/sessions':
        if (!customers.has(form.customer ?? '')) return refusal(400, 'No such customer', 'resource_missing');
        sessions.push(form);
        return {
          status: 200,
          value: { id: `cs_${id}`, object: 'checkout.session', url: `https://pay/${id}` },
        };
      case '/v1/billing_portal/sessions':
        return { status: 200, value: { id: `bps_${id}`, url: `https://portal/?back=${form.return_url}` } };
      case '/v1/prices': {
        const lookupKey = form.lookup_key ?? '';
        const price = { lookupKey, amountCents: Number(form.unit_amount), currency: form.currency ?? '' };
        madePrices.set(lookupKey, priceOf(price, `price_${id}`));
        return { status: 200, value: priceOf(price, `price_${id}`) };
      }
      default:
        return refusal(404, `Unrecognized request URL (POST: ${path})`);
    }
  };

  const get = ({ pathname, searchParams }: URL): Sending => {
    if (pathname === '/v1/prices') {
      const wanted = [...searchParams].flatMap(([name, value]) =>
        name.startsWith('lookup_keys') ? [value] : [],
      );
      return list(
        wanted.flatMap((key) => madePrices.get(key) ?? []),
        pathname,
      );
    }
    if (pathname === '/v1/subscriptions') return list([...subscriptions.values()].map(toStripe), pathname);
    const [, found] = /^\/v1\/subscriptions\/([\w-]+)$/.exec(pathname) ?? [];
    const kept = found === undefined ? undefined : subscriptions.get(found);
    return kept
      ? { status: 200, value: toStripe(kept) }
      : refusal(404, `No such thing: ${pathname}`, 'resource_missing');
  };

  const remove = ({ pathname }: URL): Sending => {
    const id = pathname.replace('/v1/subscriptions/', '');
    const kept = subscriptions.get(id);
    if (!kept || kept.status === 'canceled') return refusal(404, 'No such subscription', 'resource_missing');
    subscriptions.set(id, { ...kept, status: 'canceled' });
    return { status: 200, value: toStripe({ ...kept, status: 'canceled' }) };
  };

  return { customers, subscriptions, madePrices, sessions, post, get, remove };
};

/** Starts the stand-in on a port of its own. */
export const openStandInStripe = async () => {
  const { post, get, remove, ...shelves } = createShelves();
  const answered = new Map<string, { readonly body: string; readonly sending: Sending }>();
  const refused: string[] = [];
  const calls: string[] = [];
  let isBroken = false;
  let delayMs = 0;

  const postOnce = (path: string, key: string, body: string): Sending => {
    const before = answered.get(key);
    if (before && before.body !== body)
      return refusal(400, 'Keys for idempotent requests can only be used with the same parameters');
    const sending = before?.sending ?? post(path, Object.fromEntries(new URLSearchParams(body)));
    answered.set(key, { body, sending });
    return sending;
  };

  const answer = async (req: IncomingMessage): Promise<Sending> => {
    const url = new URL(req.url ?? '', 'http://stripe');
    calls.push(`${req.method} ${url.pathname}`);
    if (delayMs > 0) await wait(delayMs);
    const fault = faultOf(req);
    if (fault) return fault;
    if (isBroken) return refusal(500, 'Something is broken');
    if (req.method === 'GET') return get(url);
    if (req.method === 'DELETE') return remove(url);
    return postOnce(url.pathname, String(req.headers['idempotency-key']), await text(req));
  };

  const send = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { status, value } = await answer(req);
    if (status === 400 || status === 401) refused.push(JSON.stringify(value));
    res.writeHead(status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' });
    res.end(JSON.stringify(value));
  };

  const server = createServer((req, res) => void send(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { subscriptions, madePrices } = shelves;
  return {
    ...shelves,
    url: `http://127.0.0.1:${port}`,
    secretKey,
    calls,
    /** What was sent as Stripe would not take it. */
    refused,
    put: (subscription: StandInSubscription): void => void subscriptions.set(subscription.id, subscription),
    addPrice: (price: Price): void => {
      madePrices.set(price.lookupKey, priceOf(price, `price_${price.lookupKey}`));
    },
    setBroken: (broken: boolean): void => {
      isBroken = broken;
    },
    setDelay: (ms: number): void => {
      delayMs = ms;
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
