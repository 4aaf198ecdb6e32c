import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openServer } from '../../testing/open-server.ts';
import { openStandInStripe } from '../../testing/stand-in-stripe.ts';
import { makeDelivery, signDelivery } from '../../testing/stripe-deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-services.ts';

const secret = 'whsec_test';
const folder = fileURLToPath(new URL('../../../../../shared/data/stripe-events', import.meta.url));
const events = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

let database: TestDatabase;
let stripe: Awaited<ReturnType<typeof openStandInStripe>>;
let server: Awaited<ReturnType<typeof openServer>>;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  stripe = await openStandInStripe();
  client = new Client({ connectionString: database.url });
  await client.connect();
  server = await openServer({
    ...{ DATABASE_URL: database.url, STRIPE_API_BASE: stripe.url },
    ...{ STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: secret },
  });
});
afterAll(async () => {
  await server.close();
  await client.end();
  await stripe.close();
  await database.drop();
});

const send = (body: string | Buffer, signature: string | null) => {
  const asked = server.http.post('/api/billing/webhook').set('content-type', 'application/json');
  return (signature === null ? asked : asked.set('stripe-signature', signature)).send(body.toString());
};
const Row = z.object({ event_id: z.string(), state: z.string() });
const inbox = async () =>
  z.array(Row).parse((await client.query('select * from public.stripe_inbox order by event_id')).rows);
const eventIds = async () => (await inbox()).map(({ event_id }) => event_id);
const invoicePaid = { id: 'in_1', object: 'invoice', subscription: 'sub_none', customer: 'cus_none' };

describe('what Stripe would send', () => {
  it('is taken once, over the bytes as they came', async () => {
    const { id, body } = makeDelivery({
      type: 'invoice.paid',
      object: { ...invoicePaid, note: 'é\u2028"\\' },
    });
    for (let i = 0; i < 3; i += 1) {
      const answer = await send(body, signDelivery(body, secret));
      expect([answer.status, answer.body]).toEqual([200, { received: true }]);
    }
    expect((await inbox()).filter(({ event_id }) => event_id === id)).toHaveLength(1);
  });

  it('is taken with characters that Postgres cannot keep, and holds up none of those that come with it', async () => {
    const notes = ['\0', '\ud83d', 'plain', '"\\u0000"'];
    const made = notes.map((note) =>
      makeDelivery({ type: 'invoice.paid', object: { ...invoicePaid, note } }),
    );
    const answers = await Promise.all(made.map(({ body }) => send(body, signDelivery(body, secret))));
    expect(answers.map(({ status }) => status)).toEqual(notes.map(() => 200));
    expect(await eventIds()).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
  });

  it('is applied after it was committed and not before, however long that takes', async () => {
    await client.query(`
      create function public.commit_late() returns trigger language plpgsql as $$
        begin perform pg_sleep(0.5); return null; end $$;
      create constraint trigger commit_late after insert on public.stripe_inbox deferrable initially deferred
        for each row execute function public.commit_late();`);
    const { id, body } = makeDelivery({ type: 'invoice.paid', object: invoicePaid });
    expect((await send(body, signDelivery(body, secret))).status).toBe(200);
    await client.query('drop function public.commit_late cascade');
    const stateNow = async () => (await inbox()).find(({ event_id }) => event_id === id)?.state;
    await expect.poll(stateNow, { timeout: 5_000 }).toBe('ignored');
  });

  it.each(['customer.subscription.created', 'invoice.created', 'customer.subscription.trial_will_end'])(
    'is written down and left alone when it is none of the five: %s',
    async (type) => {
      const { id, body } = makeDelivery({ type, object: { ...invoicePaid, id: 'sub_none' } });
      await send(body, signDelivery(body, secret)).expect(200);
      const { rows } = await client.query(
        'select state, payload from public.stripe_inbox where event_id = $1',
        [id],
      );
      expect(rows).toEqual([{ state: 'ignored', payload: JSON.parse(body) }]);
      const jobs = await client.query("select id from pgboss.job where data ->> 'eventId' = $1", [id]);
      expect(jobs.rows).toEqual([]);
    },
  );

  it('is taken with the signature that Stripe’s own package makes', async () => {
    const { body } = makeDelivery({ type: 'charge.succeeded', object: { id: 'ch_1' } });
    const header = new Stripe('sk_test').webhooks.generateTestHeaderString({ payload: body, secret });
    expect((await send(body, header)).status).toBe(200);
  });

  it('is taken in all its shapes', async ({ skip }) => {
    skip(events.length === 0, 'The events to send are not at hand: ../shared/data/stripe-events.');
    expect(events).toHaveLength(71);
    const ids: string[] = [];
    for (const name of events) {
      const body = readFileSync(`${folder}/${name}`, 'utf8');
      expect((await send(body, signDelivery(body, secret))).status, name).toBe(200);
      ids.push(z.object({ id: z.string() }).parse(JSON.parse(body)).id);
    }
    const settled = async () => (await inbox()).filter(({ event_id }) => ids.includes(event_id));
    // Those about a subscription find that Stripe has none of that id.
    await expect
      .poll(async () => (await settled()).map(({ state }) => state), { timeout: 20_000 })
      .toEqual(Array.from({ length: new Set(ids).size }, () => 'ignored'));
  });
});

describe('what Stripe would not send is refused, and nothing of it is kept', () => {
  const { body } = makeDelivery({ type: 'invoice.paid', object: invoicePaid });
  const minuteMs = 60_000;
  const large = makeDelivery({ type: 'invoice.paid', object: { id: 'x'.repeat(5_000_000) } }).body;
  it.each([
    ['unsigned', body, null, 400, 'invalid_signature'],
    ['signed with nothing', body, '', 400, 'invalid_signature'],
    ['signed by somebody else', body, signDelivery(body, 'whsec_other'), 400, 'invalid_signature'],
    [
      'changed on the way',
      body.replace('in_1', 'in_2'),
      signDelivery(body, secret),
      400,
      'invalid_signature',
    ],
    ['of other white space', body.trim(), signDelivery(body, secret), 400, 'invalid_signature'],
    ['stale', body, signDelivery(body, secret, Date.now() - 6 * minuteMs), 400, 'invalid_signature'],
    ['not JSON', '{"id":', signDelivery('{"id":', secret), 400, 'malformed_request'],
    ['no event', '{"id":"evt_1"}', signDelivery('{"id":"evt_1"}', secret), 400, 'malformed_request'],
    ['too large', large, signDelivery(large, secret), 413, 'payload_too_large'],
  ])('%s', async (_name, sent, signature, status, code) => {
    const before = await eventIds();
    const answer = await send(sent, signature);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await eventIds()).toEqual(before);
  });
});
