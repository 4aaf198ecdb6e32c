/**
 * Every statement that a request causes, on 100,000 users and 1,000,000 activities: none reads a large table from end
 * to end. The statements are recorded on their way to Postgres, so that none is forgotten here.
 */

import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { prices, soldPlans } from './kernel/catalogue.ts';
import { fillDatabase } from './testing/fill-database.ts';
import { openStandInSheets, type StandInSheets } from './testing/google/stand-in-sheets.ts';
import { openServer } from './testing/open-server.ts';
import { type RecordedQuery, recordQueries, tablesReadWhole } from './testing/record-queries.ts';
import { openStandInStripe } from './testing/stand-in-stripe.ts';
import { makeDelivery, signDelivery } from './testing/stripe-deliveries.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-services.ts';
import { endpointWalks } from './testing/walk-endpoints.ts';

// A few rows are read whole because that is the best way to read them.
const smallTables = ['migrations', 'signing_keys', 'queue', 'version', 'bam', 'job_common'];

let database: TestDatabase;
let server: Awaited<ReturnType<typeof openServer>>;
let stripe: Awaited<ReturnType<typeof openStandInStripe>>;
let client: Client;
let google: StandInSheets;
let recorder: ReturnType<typeof recordQueries>;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  // The first start makes the owner; what it asks for is asked of the full tables by the second.
  const first = await openServer({ DATABASE_URL: database.url });
  const key = first.key;
  await first.close();
  const owner = z.tuple([z.object({ id: z.uuid() })]);
  const { rows } = await client.query("select id from public.users where role = 'owner'");
  await fillDatabase(database.url, owner.parse(rows)[0].id);
  google = await openStandInSheets();
  recorder = recordQueries();
  stripe = await openStandInStripe();
  for (const plan of soldPlans) stripe.addPrice(prices[plan]);
  const selling = { STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: 'whsec_test' };
  const standIns = { STRIPE_API_BASE: stripe.url, GOOGLE_API_BASE: google.url };
  const environment = { DATABASE_URL: database.url, ...standIns, ...selling };
  server = { ...(await openServer(environment)), key };
}, 360_000);
afterAll(async () => {
  recorder.stop();
  await server.close();
  await stripe.close();
  await google.close();
  await client.end();
  await database.drop();
});

/** What a worker asks on account of an event is asked before this resolves. */
const tellOfSubscription = async (): Promise<void> => {
  const period = { periodStart: 1_790_000_000, periodEnd: 1_792_000_000 };
  const said = { id: 'sub_walk', customer: 'cus_walk', status: 'active', plan: 'PRO', ...period } as const;
  stripe.put(said);
  const { id, body } = makeDelivery({ type: 'customer.subscription.updated', object: { id: said.id } });
  const sent = server.http
    .post('/api/billing/webhook')
    .set('stripe-signature', signDelivery(body, 'whsec_test'));
  expect((await sent.set('content-type', 'application/json').send(body)).status).toBe(200);
  const settled = 'select 1 from public.stripe_inbox where event_id = $1 and settled_at is not null';
  await expect.poll(async () => (await client.query(settled, [id])).rowCount, { timeout: 10_000 }).toBe(1);
};

const explainable = ({ text }: RecordedQuery): boolean =>
  /^\s*(select|insert|update|delete|with)\b/i.test(text) && !/pg_notify|pg_advisory/.test(text);

const hasRightToBeOpen = ['/health', '/health/live', '/health/ready', '/metrics', '/openapi.json'];

it('reads no large table from end to end, whatever is asked', async () => {
  const { body } = await server.http.get('/openapi.json');
  const { paths } = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(body);
  const declared = Object.keys(paths).filter((path) => !hasRightToBeOpen.includes(path));
  const walks = endpointWalks(server, { google, tellOfSubscription });
  expect(declared.filter((path) => !(path in walks))).toEqual([]);
  for (const [path, walk] of Object.entries(walks)) if (declared.includes(path)) await walk();

  const texts = new Map(recorder.queries.filter(explainable).map((query) => [query.text, query]));
  recorder.stop();
  const wholes: string[] = [];
  for (const query of texts.values()) {
    const tables = await tablesReadWhole(client, query);
    if (tables.some((table) => !smallTables.includes(table))) wholes.push(`${tables.join()}: ${query.text}`);
  }
  expect(wholes).toEqual([]);
  expect(texts.size).toBeGreaterThan(declared.length);
});

/** What the functions of the database do is not seen from outside, but Postgres counts it within the transaction. */
const wholeReadsOf = async (statements: readonly string[]): Promise<readonly string[]> => {
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  const { rows } = await client.query(
    `select relname as name from pg_stat_xact_user_tables where seq_scan > 0 and schemaname = 'public'`,
  );
  await client.query('rollback');
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows)
    .map(({ name }) => name);
};

it('reads none inside the functions that count usage either', async () => {
  const user = `md5('user 7')::uuid`;
  const keyed = `sha256('key'), sha256('body')`;
  const activity = `{"id": "00000000-0000-4000-8000-00000000000a", "kind": "scrape", "summary": "x", "counts": {}}`;
  const wholes = await wholeReadsOf([
    `update public.users set usage_period_start = null, plan_limits_scrapes = null where id = ${user}`,
    `select * from public.read_usage(${user})`,
    `select public.reserve_usage(${user}, 'mine', 'scrape', 1, 30, false, ${keyed})`,
    `select public.renew_usage_leases(array[${user}], array['mine'], 30)`,
    `select public.settle_usage(${user}, 'mine', true, '${activity}', 'x', 30, sha256('key'), '{}')`,
    `select public.reserve_usage(${user}, 'other', 'scrape', 1, 30)`,
    `select public.release_usage(${user}, 'other')`,
    `select public.reserve_usage(${user}, 'dead', 'scrape', 1, 0)`,
    'select public.expire_usage(100)',
    `update public.users set plan_limits_scrapes = 0 where id = ${user}`,
    `select public.reserve_usage(${user}, 'more', 'scrape', 1, 0)`,
  ]);
  expect(wholes).toEqual([]);
  expect(await wholeReadsOf(['select * from public.check_usage_ledger()'])).toContain('users');
});

it('would notice one that does', async () => {
  const text = 'select count(*) from public.activities where summary = $1';
  expect(await tablesReadWhole(client, { text, values: ['x'] })).toEqual(['activities']);
});
