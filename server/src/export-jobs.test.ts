/** A large export from the outside: asked for and watched on one instance, made by another, fetched from both. */

import { createServer, type Server } from 'node:http';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openServer } from './testing/open-server.ts';
import { createTestDatabase, findTestRedis, type TestDatabase } from './testing/test-services.ts';

const State = z.object({
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  rows: z.number(),
  rows_written: z.number(),
  url: z.string(),
  file: z.object({ url: z.string(), name: z.string(), bytes: z.number() }).nullable(),
  created_at: z.coerce.date(),
  expires_at: z.coerce.date(),
});

let database: TestDatabase;
let worker: Awaited<ReturnType<typeof openServer>>;
let server: Awaited<ReturnType<typeof openServer>>;
let listening: Server;
let address: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const environment = { DATABASE_URL: database.url, REDIS_URL: await findTestRedis(), INSTANCES: '2' };
  worker = await openServer(environment);
  server = await openServer({ ...environment, WORKER: 'off' });
  listening = createServer(server.app);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${z.object({ port: z.number() }).parse(listening.address()).port}`;
});
afterAll(async () => {
  listening.closeAllConnections();
  listening.close();
  await server.close();
  await worker.close();
  await database.drop();
});

const headers = () => ({ authorization: `Bearer ${worker.key}`, 'content-type': 'application/json' });
const ask = (rows: readonly object[], also: object = {}) =>
  fetch(`${address}/api/exports`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ format: 'csv', rows, ...also }),
  });

/** Reads server-sent events (HTML, 9.2) one by one, until the server has told the last. */
const readEvents = async function* (url: string) {
  const answer = await fetch(`${address}${url}`, { headers: { ...headers(), accept: 'text/event-stream' } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/event-stream'),
  ]);
  let unread = '';
  for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    unread += text;
    const events = unread.split('\n\n');
    unread = events.pop() ?? '';
    for (const event of events)
      if (event.startsWith('data: ')) yield State.parse(JSON.parse(event.slice('data: '.length)));
  }
};

it('is told of as it goes on, ends, and stays for a day', async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => ({ n, text: `row ${n}` }));
  const accepted = await ask(rows, { fileName: 'many' });
  expect(accepted.status).toBe(202);
  const begun = State.parse(await accepted.json());
  const told: z.output<typeof State>[] = [];
  for await (const state of readEvents(begun.url)) told.push(state);
  const last = told.at(-1);
  expect(last).toMatchObject({
    state: 'done',
    rows: 60_000,
    rows_written: 60_000,
    file: { name: 'many.csv' },
  });
  expect(told.length).toBeGreaterThan(1);
  const written = told.map(({ rows_written }) => rows_written);
  expect(written).toEqual([...written].sort((a, b) => a - b));
  expect(told.slice(0, -1).every(({ state }) => state === 'waiting' || state === 'running')).toBe(true);
  expect(Number(last?.expires_at) - Number(last?.created_at)).toBe(24 * 3_600_000);
  const file = await (await fetch(`${address}${last?.file?.url}`, { headers: headers() })).text();
  const lines = parse(file);
  expect([lines.length, lines[1], lines.at(-1)]).toEqual([60_001, ['0', 'row 0'], ['59999', 'row 59999']]);
  const elsewhere = await worker.http.get(last?.file?.url ?? '').set(headers());
  expect([elsewhere.status, elsewhere.text === file]).toEqual([200, true]);
}, 60_000);

it('can be left and come back to', async () => {
  const accepted = await ask([{ a: 1 }], { async: true });
  const { url } = State.parse(await accepted.json());
  for await (const { state } of readEvents(url)) {
    expect(state).toBeDefined();
    break;
  }
  const told: string[] = [];
  for await (const { state } of readEvents(url)) told.push(state);
  expect(told.at(-1)).toBe('done');
}, 60_000);
