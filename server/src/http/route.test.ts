import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { openApp } from '../testing/open-app.ts';
import { openDoor } from './door.ts';
import { listen } from './listen.ts';
import { declareOpenApi } from './openapi.ts';
import { created, noContent, ok } from './reply.ts';

const lamp = { door: openDoor, summary: 'A lamp', reply: z.object({}) };
const signals: AbortSignal[] = [];
const app = openApp({
  declare: (routes) => {
    routes.put(
      '/lamps/:id',
      {
        ...lamp,
        params: z.object({ id: z.coerce.number('must be a number') }),
        query: z.strictObject({ on: z.enum(['yes', 'no']).optional() }),
        body: z.strictObject({ colour: z.string() }),
      },
      async ({ params, query, body }) => ok({ id: params.id, on: query.on, colour: body.colour }),
    );
    routes.post('/lamps', { ...lamp, status: 201 }, async () => created({ id: 8 }));
    routes.get('/lamps', { ...lamp, query: z.object({ slowly: z.string().optional() }) }, async (call) => {
      signals.push(call.signal);
      if (call.query.slowly) await once(call.signal, 'abort');
      return ok({});
    });
    routes.delete('/lamps/:id', { ...lamp, reply: null }, async () => noContent());
    routes.patch(
      '/lamps',
      {
        ...lamp,
        onRefusal: ({ message }) => new AppError('page_too_complex', message, { facts: { also: 1 } }),
      },
      () => Promise.reject(new AppError('not_found', 'No lamp.')),
    );
    declareOpenApi(routes, { version: '1' });
  },
});
afterAll(app.close);

describe('an endpoint', () => {
  it('is given path, query and body as their schemas read them', async () => {
    const { body } = await app.http.put('/lamps/7?on=yes').send({ colour: 'red' });
    expect(body).toEqual({ id: 7, on: 'yes', colour: 'red' });
  });

  it.each([
    ['/lamps/x', { colour: 'red' }, 'id'],
    ['/lamps/7?on=perhaps', { colour: 'red' }, 'on'],
    ['/lamps/7?off=1', { colour: 'red' }, 'off'],
    ['/lamps/7', { colour: 1 }, 'colour'],
  ])('refuses %s with %o and names %s', async (path, sent, named) => {
    const answer = await app.http.put(path).send(sent);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, named]);
  });

  it('may answer with nothing', async () => {
    const answer = await app.http.delete('/lamps/7');
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it('may answer that it made something, and is published so', async () => {
    const answer = await app.http.post('/lamps').send();
    expect([answer.status, answer.body]).toEqual([201, { id: 8 }]);
    const { paths } = (await app.http.get('/openapi.json')).body;
    expect(Object.keys(paths['/lamps'].post.responses)).toEqual(['201', '500']);
  });

  it('may put its refusals into other words', async () => {
    const answer = await app.http.patch('/lamps').send();
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ code: 'page_too_complex', also: 1 }),
    ]);
  });

  it('is told when its caller has gone, and not when its caller has the answer', async () => {
    const { address, drain } = await listen(app.app, { host: '127.0.0.1', port: 0 });
    await (await fetch(`${address}/lamps`)).text();
    const leaving = new AbortController();
    const left = fetch(`${address}/lamps?slowly=yes`, { signal: leaving.signal });
    await expect.poll(() => signals.length).toBe(2);
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([false, true]);
    await drain(100);
  });

  it('names the methods that it has', async () => {
    const answer = await app.http.post('/lamps/7').send();
    expect([answer.status, answer.headers.allow]).toEqual([405, 'PUT, DELETE']);
  });

  it('is published with its parameters', async () => {
    const { paths } = (await app.http.get('/openapi.json')).body;
    expect(paths['/lamps/{id}'].put.parameters).toEqual([
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
      expect.objectContaining({ name: 'on', in: 'query', required: false }),
    ]);
    expect(Object.keys(paths['/lamps/{id}'].delete.responses)).toEqual(['204', '500']);
  });
});
