import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { openApp } from '../testing/open-app.ts';
import { type Door, openDoor } from './door.ts';
import { type Listening, listen } from './listen.ts';
import { ok } from './reply.ts';

const shut: Door<object> = {
  security: 'bearer',
  limitedBy: null,
  enter: () => Promise.reject(new AppError('unauthenticated', 'No.')),
};
const app = openApp({
  limitBytes: 10_485_760,
  declare: (routes) =>
    routes.post('/behind', { door: shut, summary: '', body: z.string(), reply: z.object({}) }, async () =>
      ok({}),
    ),
});

let server: Listening;
beforeAll(async () => {
  server = await listen(app.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.drain(100);
  await app.close();
});

const exchange = async (request: string): Promise<string> => {
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return String(answer);
};
const head = 'POST /behind HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

it('answers a stranger before a byte of the body has come', async () => {
  expect(await exchange(`${head}Content-Length: 10000000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 401 /);
});

it('does not ask a stranger for the body who waits to be asked', async () => {
  expect(await exchange(`${head}Content-Length: 10000000\r\nExpect: 100-continue\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 401 /,
  );
});

it('answers what is not HTTP with a problem', async () => {
  const answer = await exchange('nonsense\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('application/problem+json');
});

it('says in a sentence that an address is taken', async () => {
  const { port } = new URL(server.address);
  await expect(listen(app.app, { host: '127.0.0.1', port: Number(port) })).rejects.toThrow(
    /is in use by another program/,
  );
});

it('lets what is in flight finish before it closes', async () => {
  const begun = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  const slow = openApp({
    declare: (routes) =>
      routes.get('/slow', { door: openDoor, summary: '', reply: z.object({}) }, async () => {
        begun.resolve();
        await finished.promise;
        return ok({ done: true });
      }),
  });
  const own = await listen(slow.app, { host: '127.0.0.1', port: 0 });
  const answer = fetch(`${own.address}/slow`);
  await begun.promise;
  const drained = own.drain(5000);
  await expect(fetch(`${own.address}/slow`)).rejects.toThrow();
  finished.resolve();
  expect(await (await answer).json()).toEqual({ done: true });
  await drained;
  await slow.close();
});
