/** Metered routes and idempotency keys, as a client has them, on the whole server. */

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer } from '../../testing/open-server.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-services.ts';

const page =
  '<ul><li><h3>Lamp</h3><b>€1.05</b></li><li><h3>Rug</h3><b>€2.05</b></li><li><h3>Vase</h3><b>€3.05</b></li></ul>';
const body = { html: page, instruction: 'all products with name and price', fields: ['name', 'price'] };

let database: TestDatabase;
let client: Client;
let server: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  server = await openServer({ DATABASE_URL: database.url });
});
afterAll(async () => {
  await server.close();
  await client.end();
  await database.drop();
});

const post = (path: string, sent: object, key?: string) => {
  const asked = server.http.post(path).set('authorization', `Bearer ${server.key}`);
  return (key === undefined ? asked : asked.set('idempotency-key', key)).send(sent);
};
const get = (path: string) => server.http.get(path).set('authorization', `Bearer ${server.key}`);
const usedNow = async (): Promise<number> => (await get('/api/user/me')).body.usage.used;
const limitTo = (limit: number | null) =>
  client.query('update public.users set plan = $1, plan_limits_scrapes = $2', [
    limit === null ? 'SELF_HOSTED' : 'FREE',
    limit,
  ]);

describe('POST /api/scrape', () => {
  it('carries the receipt, and its result can be fetched again', async () => {
    const before = await usedNow();
    const { body: answer } = await post('/api/scrape', body).expect(200);
    expect(answer.usage).toMatchObject({ used: before + 1, limit: null, remaining: null, charged: 1 });
    expect(await usedNow()).toBe(before + 1);
    const { body: kept } = await get(`/api/user/activities/${answer.activity_id}`).expect(200);
    expect(kept).toMatchObject({
      kind: 'scrape',
      counts: { rows: 3, total: 3 },
      request_id: answer.request_id,
    });
    expect(kept.result.rows).toEqual(answer.rows);
    expect(kept.result.evidence).toEqual(answer.evidence);
  });

  it('costs nothing when it finds nothing or cannot be read', async () => {
    const before = await usedNow();
    const empty = await post('/api/scrape', { ...body, html: '<p>nothing here</p>' }).expect(200);
    expect(empty.body).toMatchObject({ status: 'empty', usage: { charged: 0 } });
    await post('/api/scrape', { ...body, limit: 0 }).expect(422);
    expect(await usedNow()).toBe(before);
  });

  it('is refused with 402 when the plan is used up, and says the rest', async () => {
    await limitTo(0);
    await expect.poll(async () => (await post('/api/scrape', body)).status, { timeout: 3_000 }).toBe(402);
    const { body: problem, headers } = await post('/api/scrape', body, 'not kept');
    expect(problem).toMatchObject({
      ...{ status: 402, code: 'usage_exhausted', upgrade: '/api/billing/plans' },
      usage: { limit: 0, remaining: 0, resetsAt: expect.stringMatching(/^\d{4}-\d\d-01T00:00:00/) },
    });
    expect(headers['ratelimit-policy']).toMatch(/"minute";q=30;w=60, "month";q=0;w=\d+/);
    expect(headers['retry-after']).toBeUndefined();
    await limitTo(null);
    await post('/api/scrape', body, 'not kept').expect(200);
  });
});

describe('an Idempotency-Key', () => {
  it('brings the first answer again, and charges once', async () => {
    const before = await usedNow();
    const first = await post('/api/scrape', body, 'scrape 1').expect(200);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    const again = await post('/api/scrape', body, 'scrape 1').expect(200);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await usedNow()).toBe(before + 1);
  });

  it('is refused with another body, or on another route', async () => {
    await post('/api/scrape', body, 'scrape 2').expect(200);
    const other = await post('/api/scrape', { ...body, limit: 1 }, 'scrape 2');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    const elsewhere = await post('/api/user/keys', { name: 'x' }, 'scrape 2');
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('keeps what was wrong with a page, and not what was wrong with a body', async () => {
    await post('/api/scrape', { ...body, limit: 0 }, 'scrape 3').expect(422);
    await post('/api/scrape', body, 'scrape 3').expect(200);
  });

  it.each(['', 'x'.repeat(256), 'clé', 'tab\there'])(
    'must be 1 to 255 printable characters: %.20j',
    async (key) => {
      const answer = await post('/api/user/keys', { name: 'x' }, key);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ path: 'Idempotency-Key' }]);
    },
  );

  it('makes one API key, and does not keep its secret', async () => {
    const first = await post('/api/user/keys', { name: 'once' }, 'key 1').expect(201);
    expect(first.body.key).toMatch(/^glk_/);
    const again = await post('/api/user/keys', { name: 'once' }, 'key 1').expect(201);
    expect(again.body).toEqual({ ...first.body, key: null });
    const { body: list } = await get('/api/user/keys');
    expect(list.keys.filter(({ name }: { name: string }) => name === 'once')).toHaveLength(1);
    const { rows } = await client.query('select k::text from public.idempotency_keys k');
    expect(JSON.stringify(rows)).toContain('once');
    expect(JSON.stringify(rows)).not.toContain(first.body.key);
  });

  it('hashes a page of megabytes on its way in', async () => {
    const large = { ...body, html: `<!-- ${'x'.repeat(3_000_000)} -->${page}` };
    const first = await post('/api/scrape', large, 'large').expect(200);
    const again = await post('/api/scrape', large, 'large').expect(200);
    expect(again.body).toEqual(first.body);
    await post('/api/scrape', { ...large, html: `${large.html} ` }, 'large').expect(422);
  });
});
