/** What operators do about plans and jobs, each command as they type it, on a real Postgres with a stand-in of Stripe. */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { prices } from '../kernel/catalogue.ts';
import { spawnServer } from '../testing/spawn-server.ts';
import { openStandInStripe, type StandInSubscription } from '../testing/stand-in-stripe.ts';
import { deliver, makeDelivery } from '../testing/stripe-deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-services.ts';

const bin = fileURLToPath(new URL('../../bin/gleaner.js', import.meta.url));
const secret = 'whsec_test';
const soon = { timeout: 20_000 };

let database: TestDatabase;
let client: Client;
let stripe: Awaited<ReturnType<typeof openStandInStripe>>;
let environment: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  stripe = await openStandInStripe();
  client = new Client({ connectionString: database.url });
  await client.connect();
  environment = {
    ...{ DATABASE_URL: database.url, STRIPE_API_BASE: stripe.url },
    ...{ STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: secret },
  };
});
afterAll(async () => {
  await client.end();
  await stripe.close();
  await database.drop();
});

const start = (args: readonly string[], also: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...environment, ...also } });
  // Whatever the test finds, no process may outlive it.
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
};
const gleaner = async (args: readonly string[], also: Record<string, string> = {}) => {
  const child = start(args, also);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
};

const addUser = async (): Promise<string> => {
  const id = randomUUID();
  await client.query('insert into public.users (id, email) values ($1::uuid, $2)', [id, `${id}@example.com`]);
  return id;
};
const planOf = async (userId: string): Promise<string> => {
  const { rows } = await client.query('select plan from public.users where id = $1', [userId]);
  return z.object({ plan: z.string() }).parse(rows[0]).plan;
};
const subscriptionOf = (userId: string): StandInSubscription => ({
  ...{ id: `sub_${randomUUID()}`, customer: `cus_${randomUUID()}`, userId, status: 'active', plan: 'PRO' },
  ...{ periodStart: 1_790_000_000, periodEnd: 1_792_592_000 },
});

describe('gleaner billing sync', () => {
  it('makes the prices, finds them there the next time, and says which one differs', async () => {
    const first = await gleaner(['billing', 'sync']);
    expect([first.code, first.out.match(/was made/g)?.length]).toEqual([0, 3]);
    const again = await gleaner(['billing', 'sync']);
    expect([again.code, again.out.match(/is there/g)?.length]).toEqual([0, 3]);
    stripe.addPrice({ ...prices.PRO, amountCents: 1 });
    const other = await gleaner(['billing', 'sync']);
    expect([other.code, other.out]).toEqual([1, expect.stringMatching(/^PRO .*DIFFERS/m)]);
    stripe.addPrice(prices.PRO);
    expect(stripe.refused).toEqual([]);
  });

  it('says in a sentence that nothing is sold here', async () => {
    const { out, err, code } = await gleaner(['billing', 'sync'], {
      ...{ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '', STRIPE_API_BASE: '' },
    });
    expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^Stripe is not configured/)]);
  });
});

it('gleaner billing reconcile repairs what no event told, once', async () => {
  const userId = await addUser();
  stripe.put(subscriptionOf(userId));
  const first = await gleaner(['billing', 'reconcile']);
  expect([first.code, first.out]).toEqual([0, '1 subscriptions compared, 1 repaired\n']);
  expect(await planOf(userId)).toBe('PRO');
  expect((await gleaner(['billing', 'reconcile'])).out).toBe('1 subscriptions compared, 0 repaired\n');
});

it('gleaner users set-plan gives a plan, and says why it does not', async () => {
  const userId = await addUser();
  const email = `${userId}@example.com`;
  const { out, code } = await gleaner(['users', 'set-plan', email.toUpperCase(), 'scale']);
  expect([code, out, await planOf(userId)]).toEqual([
    0,
    `${email.toUpperCase()} has the plan SCALE.\n`,
    'SCALE',
  ]);
  for (const [args, sentence] of [
    [['nobody@example.com', 'PRO'], /^Nobody has this e-mail address/],
    [[email, 'GOLD'], /^There is no plan GOLD: /],
  ] as const) {
    const refused = await gleaner(['users', 'set-plan', ...args]);
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringMatching(sentence)]);
  }
});

describe('servers with WORKER=off, and gleaner worker beside them', () => {
  const begin = async () => {
    const server = await spawnServer({ ...environment, WORKER: 'off', LOG_LEVEL: 'warn' });
    onTestFinished(server.kill);
    await server.ready();
    const userId = await addUser();
    const subscription = subscriptionOf(userId);
    stripe.put(subscription);
    const object = { id: subscription.id, object: 'subscription', customer: subscription.customer };
    const delivery = makeDelivery({ type: 'customer.subscription.updated', object });
    expect((await deliver(server.address, delivery, secret)).status).toBe(200);
    return { userId, eventId: delivery.id };
  };
  const stateOf = async (eventId: string): Promise<string> => {
    const found = await client.query('select state from public.stripe_inbox where event_id = $1', [eventId]);
    return z.object({ state: z.string() }).parse(found.rows[0]).state;
  };
  const startWorker = async () => {
    // It may have the same environment as the servers.
    const worker = start(['worker'], { WORKER: 'off' });
    let printed = '';
    worker.stdout.on('data', (chunk) => {
      printed += String(chunk);
    });
    await expect.poll(() => printed, soon).toContain("does the queue's jobs");
    return worker;
  };

  it('the worker does what the servers leave alone, and finishes what is at hand when it is told to end', async () => {
    const { userId, eventId } = await begin();
    expect((await gleaner(['jobs'])).out).toMatch(/^1 waiting, 0 being done, 0 failed for good\n/);
    stripe.setDelay(1_500);
    onTestFinished(() => stripe.setDelay(0));
    const before = stripe.calls.length;
    const worker = await startWorker();
    await expect.poll(() => stripe.calls.length, soon).toBeGreaterThan(before);
    expect(await stateOf(eventId)).toBe('received');
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([0, null]);
    expect([await stateOf(eventId), await planOf(userId)]).toEqual(['applied', 'PRO']);
    const { rows } = await client.query("select state from pgboss.job where name = 'billing.event'");
    expect(rows).toEqual([{ state: 'completed' }]);
  }, 60_000);

  it('a job that failed for good is listed with its reason, and tried again on demand', async () => {
    const { userId, eventId } = await begin();
    const rewrite = (body: object, wasIn: string) =>
      client.query('update pgboss.job set data = $1 where state = $2', [JSON.stringify(body), wasIn]);
    await rewrite({ event: eventId }, 'created');
    const worker = await startWorker();
    const list = async () => (await gleaner(['jobs'])).out;
    await expect.poll(list, { timeout: 30_000, interval: 500 }).toContain('1 failed for good');
    const listed = await list();
    expect(listed).toContain(`billing.event  {"event":"${eventId}"}`);
    expect(listed).toMatch(/after 1 attempts: The body is not as it should be/);
    const id = /^[0-9a-f-]{36}/m.exec(listed)?.[0] ?? '';
    await rewrite({ eventId }, 'failed');
    expect((await gleaner(['jobs', 'retry', id])).out).toBe('It is tried once more by the next worker.\n');
    await expect.poll(() => planOf(userId), soon).toBe('PRO');
    const again = await gleaner(['jobs', 'retry', id]);
    expect([again.code, again.err]).toEqual([1, 'There is no such job that failed for good.\n']);
    expect((await gleaner(['jobs', 'retry', 'x'])).err).toBe('This is not the id of a job.\n');
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([0, null]);
  }, 90_000);

  it('a worker cannot share the embedded database, and says so', async () => {
    const { err, code } = await gleaner(['worker'], { DATABASE_URL: '', GLEANER_DATA_DIR: '/nowhere' });
    expect([code, err]).toEqual([1, expect.stringContaining('needs DATABASE_URL')]);
  });
});
