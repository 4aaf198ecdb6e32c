/** What changes a profile, and that another instance than the one that did it shows the change: all eight. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from './testing/open-server.ts';
import { openStandInStripe, type StandInSubscription, toStripe } from './testing/stand-in-stripe.ts';
import { makeDelivery, signDelivery } from './testing/stripe-deliveries.ts';
import { createTestDatabase, findTestRedis, type TestDatabase } from './testing/test-services.ts';

type Server = Awaited<ReturnType<typeof openServer>>;

const secret = 'whsec_test';
const at = 1_790_000_000;
let database: TestDatabase;
let stripe: Awaited<ReturnType<typeof openStandInStripe>>;
let here: Server;
let elsewhere: Server;
beforeAll(async () => {
  database = await createTestDatabase();
  stripe = await openStandInStripe();
  const environment = {
    ...{ DATABASE_URL: database.url, REDIS_URL: await findTestRedis(), INSTANCES: '2', SIGNUPS: 'open' },
    ...{ STRIPE_API_BASE: stripe.url, STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: secret },
    ...{ LIMIT_API_PER_MINUTE: '100000', LIMIT_IP_PER_MINUTE: '100000' },
  };
  here = await openServer(environment);
  // Only serves: whatever it shows was done by the other one.
  elsewhere = await openServer({ ...environment, WORKER: 'off' });
});
afterAll(async () => {
  await elsewhere.close();
  await here.close();
  await stripe.close();
  await database.drop();
});

let bearer: { readonly authorization: string };
let email: string;
let subscription: StandInSubscription;
beforeEach(async () => {
  email = `${randomUUID()}@example.com`;
  const { body } = await here.http.post('/auth/v1/signup').send({ email, password: 'a long password' });
  bearer = { authorization: `Bearer ${body.access_token}` };
  const [id, customer] = [`sub_${randomUUID()}`, `cus_${randomUUID()}`];
  subscription = {
    ...{ id, customer, userId: body.user.id, status: 'active', plan: 'PRO' },
    ...{ periodStart: at, periodEnd: at + 2_592_000 },
  };
});

const meAt = async (server: Server) => {
  const { status, body } = await server.http.get('/api/user/me').set(bearer);
  return {
    status,
    plan: body.plan,
    limit: body.usage?.limit,
    used: body.usage?.used,
    settings: body.settings,
  };
};
const FREE = { plan: 'FREE', limit: 50 };

/** What Stripe has now, and the event that tells of it. */
const tell = async (type: string, now: Partial<StandInSubscription>, object?: object): Promise<void> => {
  subscription = { ...subscription, ...now };
  stripe.put(subscription);
  const { body } = makeDelivery({ type, object: object ?? toStripe(subscription) });
  const sent = here.http.post('/api/billing/webhook').set('stripe-signature', signDelivery(body, secret));
  expect((await sent.set('content-type', 'application/json').send(body)).status).toBe(200);
};
const about = (object: 'checkout.session' | 'invoice') => ({
  ...{ id: `${object}_1`, object, customer: subscription.customer, subscription: subscription.id },
  client_reference_id: subscription.userId,
});
/** Begins as somebody who subscribed, as both instances have seen. */
const subscribe = async (): Promise<void> => {
  await tell('checkout.session.completed', {}, about('checkout.session'));
  for (const server of [here, elsewhere])
    await expect.poll(() => meAt(server), { timeout: 10_000 }).toMatchObject({ plan: 'PRO' });
};

describe('is seen on another instance, of the events of Stripe:', () => {
  const rows: readonly {
    readonly type: string;
    readonly isNew?: boolean;
    readonly now: Partial<StandInSubscription>;
    readonly seen: { readonly plan: string; readonly limit: number };
  }[] = [
    {
      ...{ type: 'checkout.session.completed', isNew: true, now: {} },
      seen: { plan: 'PRO', limit: 2_500 },
    },
    {
      ...{ type: 'customer.subscription.updated', now: { plan: 'SCALE' } },
      seen: { plan: 'SCALE', limit: 25_000 },
    },
    { type: 'customer.subscription.deleted', now: { status: 'canceled' }, seen: FREE },
    { type: 'invoice.payment_failed', now: { status: 'unpaid' }, seen: FREE },
    {
      ...{ type: 'invoice.paid', now: { plan: 'STARTER', periodEnd: at + 2 * 2_592_000 } },
      seen: { plan: 'STARTER', limit: 250 },
    },
  ];
  it.each(rows)('$type', async ({ type, isNew = false, now, seen }) => {
    if (isNew) expect(await meAt(elsewhere)).toMatchObject(FREE);
    else await subscribe();
    const [kind] = type.split('.');
    const object =
      kind === 'checkout' ? about('checkout.session') : kind === 'invoice' ? about('invoice') : undefined;
    await tell(type, now, object);
    await expect.poll(() => meAt(elsewhere), { timeout: 10_000 }).toMatchObject({ status: 200, ...seen });
  });
});

describe('is seen on another instance as soon as it is answered:', () => {
  const page = '<ul><li><h3>Lamp</h3><b>€1.05</b></li><li><h3>Rug</h3><b>€2.05</b></li></ul>';
  it.each([
    {
      change: 'settings',
      make: () => here.http.patch('/api/user/settings').set(bearer).send({ display_name: 'Ann' }),
      seen: { status: 200, settings: { display_name: 'Ann' } },
    },
    {
      change: 'the deletion of the account',
      make: () => here.http.delete('/api/user/me').set(bearer).send({ confirm: email }),
      seen: { status: 401 },
    },
    {
      change: 'usage',
      make: () =>
        here.http
          .post('/api/scrape')
          .set(bearer)
          .send({ html: page, instruction: 'all products with name and price' }),
      seen: { status: 200, used: 1 },
    },
  ])('$change', async ({ make, seen }) => {
    expect(await meAt(elsewhere)).toMatchObject({ status: 200, used: 0, settings: { display_name: null } });
    expect((await make()).status).toBeLessThan(300);
    expect(await meAt(elsewhere)).toMatchObject(seen);
  });
});
