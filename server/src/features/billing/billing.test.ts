import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBilling } from '../../testing/open-billing.ts';
import type { StandInSubscription } from '../../testing/stand-in-stripe.ts';

const at = 1_790_000_000;
const makeSubscription = (said: Partial<StandInSubscription>): StandInSubscription => ({
  ...{ id: `sub_${randomUUID().slice(0, 13)}`, customer: `cus_${randomUUID().slice(0, 13)}` },
  ...{ status: 'active', plan: 'PRO', periodStart: at, periodEnd: at + 2_592_000 },
  ...said,
});
const soon = { timeout: 15_000 };

describe.each(['postgres', 'embedded'] as const)('what a subscription gives, on %s', (kind) => {
  let room: Awaited<ReturnType<typeof openBilling>>;
  beforeAll(async () => {
    room = await openBilling({ kind });
  });
  afterAll(() => room.close());
  const updated = (subscription: StandInSubscription) => {
    room.stripe.put(subscription);
    return room.tell('customer.subscription.updated', {
      id: subscription.id,
      customer: subscription.customer,
    });
  };
  const planOf = (userId: string) => expect.poll(async () => (await room.userOf(userId)).plan, soon);

  it('follows Stripe up and down, and keeps what was used', async () => {
    const userId = await room.addUser();
    const subscription = makeSubscription({ userId });
    await updated(subscription);
    await planOf(userId).toBe('PRO');
    expect(room.invalidated).toContain(userId);
    await updated({ ...subscription, plan: 'STARTER' });
    await planOf(userId).toBe('STARTER');
    room.stripe.put({ ...subscription, status: 'canceled' });
    await room.tell('customer.subscription.deleted', { id: subscription.id });
    await planOf(userId).toBe('FREE');
    expect(await room.userOf(userId)).toMatchObject({ plan_limits_scrapes: 50, usage_this_month: 40 });
  });

  it('goes on for the days of grace after a payment failed, and ends when nothing more arrives', async () => {
    const userId = await room.addUser();
    const subscription = makeSubscription({ userId, status: 'past_due' });
    const eventId = await updated(subscription);
    await expect.poll(() => room.stateOf(eventId), soon).toBe('applied');
    expect((await room.userOf(userId)).plan).toBe('PRO');
    expect((await room.queue.counts()).waiting).toBeGreaterThan(0);
    room.clock.advance(8 * 86_400_000);
    expect(await room.billing.selling?.reconcile()).toMatchObject({ repaired: 1 });
    await planOf(userId).toBe('FREE');
    await updated({ ...subscription, status: 'active' });
    await planOf(userId).toBe('PRO');
  });

  it('waits for a user who is not there yet', async () => {
    const userId = randomUUID();
    const eventId = await updated(makeSubscription({ userId, plan: 'SCALE' }));
    await expect.poll(() => room.stateOf(eventId), soon).toBe('waiting');
    await room.addUser(userId);
    await planOf(userId).toBe('SCALE');
    await expect.poll(() => room.stateOf(eventId), soon).toBe('applied');
  });

  it('is parked while Stripe is broken, and applied when somebody has it tried again', async () => {
    const userId = await room.addUser();
    room.stripe.setBroken(true);
    const eventId = await updated(makeSubscription({ userId }));
    await expect.poll(() => room.stateOf(eventId), { timeout: 30_000 }).toBe('failed');
    // The event is parked by the job, and the job is dead only when it has ended.
    const findDead = async () =>
      (await room.queue.listDead(10)).find(({ body }) => JSON.stringify(body).includes(eventId));
    await expect.poll(findDead, soon).toBeDefined();
    const dead = await findDead();
    room.stripe.setBroken(false);
    expect(await room.queue.retryDead(dead?.id ?? '')).toBe(true);
    await planOf(userId).toBe('PRO');
    // The event is marked after what it changes.
    await expect.poll(() => room.stateOf(eventId), soon).toBe('applied');
  });

  it('is repaired when no event ever came, and ends with the account', async () => {
    const userId = await room.addUser();
    const subscription = makeSubscription({ userId });
    room.stripe.put(subscription);
    await room.billing.selling?.reconcile();
    await planOf(userId).toBe('PRO');
    expect(await room.billing.selling?.reconcile()).toMatchObject({ repaired: 0 });
    await room.billing.forgetUser(userId);
    expect(room.stripe.subscriptions.get(subscription.id)?.status).toBe('canceled');
    await room.billing.forgetUser(userId);
  });

  it('is not in the way of an operator, nor the operator in its', async () => {
    const userId = await room.addUser();
    const email = `${userId}@example.com`;
    expect(await room.billing.setPlan(email.toUpperCase(), 'SCALE')).toBe('set');
    expect(await room.userOf(userId)).toMatchObject({ plan: 'SCALE', plan_limits_scrapes: 25_000 });
    const over = await updated(makeSubscription({ userId, status: 'canceled' }));
    await expect.poll(() => room.stateOf(over), soon).toBe('applied');
    expect((await room.userOf(userId)).plan).toBe('SCALE');
    await updated(makeSubscription({ userId, plan: 'STARTER' }));
    await planOf(userId).toBe('STARTER');
    expect(await room.billing.setPlan(email, 'SCALE')).toBe('subscribed');
    expect(await room.billing.setPlan('nobody@example.com', 'SCALE')).toBe('nobody');
  });

  it('asks Stripe as Stripe wants to be asked', () => {
    expect(room.stripe.refused).toEqual([]);
  });
});

describe('checkout and portal', () => {
  let room: Awaited<ReturnType<typeof openBilling>>;
  beforeAll(async () => {
    room = await openBilling();
  });
  afterAll(() => room.close());
  const urls = { successUrl: 'https://app.example/yes', cancelUrl: 'https://app.example/no' };
  const order = (userId: string, body: object = { plan: 'PRO', ...urls }) =>
    room.http.post('/api/billing/checkout').set('authorization', `Bearer ${userId}`).send(body);

  it('makes prices once, and a customer once, however many ask at once', async () => {
    const made = await room.billing.selling?.syncPrices();
    expect(made?.map(({ outcome }) => outcome)).toEqual(['made', 'made', 'made']);
    const again = await room.billing.selling?.syncPrices();
    expect(again?.map(({ outcome }) => outcome)).toEqual(['there', 'there', 'there']);
    const userId = await room.addUser();
    const answers = await Promise.all(Array.from({ length: 10 }, () => order(userId)));
    expect(answers.map(({ status, body }) => [status, body.kind])).toEqual(
      Array.from({ length: 10 }, () => [200, 'checkout']),
    );
    expect(room.stripe.customers.size).toBe(1);
    expect(new Set(room.stripe.sessions.map(({ customer }) => customer)).size).toBe(1);
    expect(room.stripe.sessions[0]).toMatchObject({
      'line_items[0][quantity]': '1',
      client_reference_id: userId,
    });
    expect(room.stripe.refused).toEqual([]);
  });

  it('sends who has a subscription to the portal', async () => {
    const userId = await room.addUser();
    room.stripe.put(makeSubscription({ userId }));
    await room.billing.selling?.reconcile();
    expect((await order(userId)).body.kind).toBe('portal');
    const portal = await room.http.post('/api/billing/portal').set('authorization', `Bearer ${userId}`);
    expect([portal.status, portal.body.kind]).toEqual([200, 'portal']);
  });

  it('refuses to come back to strangers, unknown plans, and who is not signed in', async () => {
    const userId = await room.addUser();
    for (const bad of [
      'https://evil.example/',
      'https://app.example.evil.example/',
      'javascript:alert(1)',
      '/yes',
    ]) {
      const answer = await order(userId, { plan: 'PRO', ...urls, successUrl: bad });
      expect([answer.status, answer.body.errors?.[0]?.path], bad).toEqual([422, 'successUrl']);
    }
    expect((await order(userId, { plan: 'FREE', ...urls })).status).toBe(422);
    expect((await room.http.post('/api/billing/checkout').send({})).status).toBe(401);
    room.stripe.setBroken(true);
    const broken = await order(userId);
    room.stripe.setBroken(false);
    expect([broken.status, broken.body.code]).toEqual([503, 'billing_unavailable']);
  });
});

it('says so where nothing is sold; operators still give plans', async () => {
  const room = await openBilling({ withStripe: false });
  const userId = await room.addUser();
  for (const path of ['portal', 'webhook']) {
    const asked = room.http.post(`/api/billing/${path}`).set('authorization', `Bearer ${userId}`);
    const answer = await asked;
    expect([answer.status, answer.body.code]).toEqual([503, 'billing_not_configured']);
  }
  expect((await room.http.get('/api/billing/plans')).body.plans).toHaveLength(4);
  expect(await room.billing.setPlan(`${userId}@example.com`, 'PRO')).toBe('set');
  await room.close();
});
