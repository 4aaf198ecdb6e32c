import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../../testing/open-server.ts';
import { openScriptedModel } from '../../testing/scripted-model.ts';
import { truthful } from '../../testing/truthful-model.ts';

const list = (count: number, filler = '') =>
  `<ul>${Array.from({ length: count }, (_, n) => `<li><h3>Lamp ${n}</h3><b>€${n}.05</b>${filler}</li>`).join('')}</ul>`;
const body = { html: list(250), instruction: 'all products with name and price', fields: ['name', 'price'] };
const records = [0, 1, 2].map((n) => ({ name: `Lamp ${n}`, price: `€${n}.05` }));

let model: Awaited<ReturnType<typeof openScriptedModel>>;
let server: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  model = await openScriptedModel(truthful({ recordsOf: () => records }));
  server = await openServer({ ...model.environment, LIMIT_SCRAPE_PER_MINUTE: '1000' });
});
afterAll(async () => {
  await server.close();
  await model.close();
});
beforeEach(() => model.follow(truthful({ recordsOf: () => records })));

const post = (sent: object, key: string = randomUUID()) =>
  server.http
    .post('/api/scrape')
    .set('authorization', `Bearer ${server.key}`)
    .set('idempotency-key', key)
    .send(sent);
const stream = (sent: object, key?: string) => post(sent, key).set('accept', 'text/event-stream');
const eventsIn = (text: string) =>
  text
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.parse(event.replace(/^data: /, '')));
const usedNow = async (): Promise<number> =>
  (await server.http.get('/api/user/me').set('authorization', `Bearer ${server.key}`)).body.usage.used;

describe('a scrape as a stream', () => {
  it('tells its stages, then its rows in pieces, then the answer as it comes without a stream', async () => {
    const answer = await stream(body);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const events = eventsIn(answer.text);
    expect(events.map(({ type }) => type)).toEqual(['progress', 'rows', 'rows', 'rows', 'answer']);
    const plain = (await post(body)).body;
    const last = events.at(-1).answer;
    expect(last).toMatchObject({
      ...plain,
      ...{ usage: expect.anything(), activity_id: expect.anything() },
      request_id: expect.anything(),
    });
    expect(events.slice(1, -1).flatMap(({ rows }) => rows)).toEqual(plain.rows);
    expect(events.slice(1, -1).flatMap(({ evidence }) => evidence)).toEqual(plain.evidence);
    expect(last.usage).toMatchObject({ charged: 1, model: null });
    expect(last.request_id).toBe(answer.headers['x-request-id']);
  });

  it('tells when a model is asked', async () => {
    const events = eventsIn((await stream({ ...body, engine: 'model', url: 'https://asked.example/' })).text);
    const stages = events.flatMap(({ type, stage }) => (type === 'progress' ? [stage] : []));
    expect(stages).toEqual(['reading', 'asking']);
    expect(events.at(-1).answer).toMatchObject({
      engine: 'model',
      total: 250,
      usage: { model: { calls: 1 } },
    });
  });

  it('sends a large answer in pieces too', async () => {
    const events = eventsIn((await stream({ ...body, html: list(3_000) })).text);
    const rows = events.flatMap(({ type, rows: some }) => (type === 'rows' ? some : []));
    expect(rows).toEqual(events.at(-1).answer.rows);
    expect(rows).toHaveLength(3_000);
  });

  it('is charged once under its key, and given again', async () => {
    const key = randomUUID();
    const first = eventsIn((await stream(body, key)).text).at(-1).answer;
    const before = await usedNow();
    const again = await stream(body, key);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(eventsIn(again.text).at(-1).answer).toEqual(first);
    const plain = await post(body, key);
    expect([plain.body, plain.headers['idempotency-replayed']]).toEqual([first, 'true']);
    expect(await usedNow()).toBe(before);
    expect((await stream({ ...body, limit: 1 }, key)).status).toBe(422);
  });

  it('is refused as ever before it begins', async () => {
    const refused = await stream({ ...body, fields: [] });
    expect([refused.status, refused.headers['content-type']]).toEqual([
      ...[422, 'application/problem+json; charset=utf-8'],
    ]);
  });

  it('costs nothing when the client leaves while a model is asked', async () => {
    const before = await usedNow();
    const asked = Promise.withResolvers<void>();
    model.follow(() => {
      asked.resolve();
      return { fault: 'hangs' };
    });
    const leaving = stream({ ...body, engine: 'model', url: 'https://left.example/' });
    const left = leaving.then(
      () => 'answered',
      () => 'left',
    );
    await asked.promise;
    leaving.abort();
    await Promise.race([left, new Promise((resolve) => setTimeout(resolve, 100))]);
    await expect.poll(usedNow).toBe(before);
  });
});
