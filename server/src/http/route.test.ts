import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { LargeJson } from '../kernel/large-json.ts';
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
    routes.get(
      '/lamps.csv',
      { ...lamp, reply: null, headers: z.object({ 'x-colour': z.enum(['red', 'blue']).optional() }) },
      async ({ headers }) => {
        const pieces = ['a,', 'b\r\n', String(headers['x-colour'])].map((text) => Buffer.from(text));
        const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
        const name = 'Lämpchen "x".csv';
        return {
          status: 200,
          file: { name, mediaType: 'text/csv', length, pieces },
          headers: { location: '/x' },
        };
      },
    );
    routes.get('/events', { ...lamp, reply: null }, async () => {
      const events = async function* () {
        yield { on: true };
        yield { on: false };
      };
      return { status: 200, events: events() };
    });
    routes.get('/lamp', { ...lamp, reply: null }, async () => ({ status: 303, location: '/lamps/1' }));
    routes.post('/many', { ...lamp, body: z.object({ rows: z.unknown() }), list: 'rows' }, async ({ body }) =>
      ok({ unread: body.rows instanceof LargeJson && Buffer.from(body.rows.bytes).toString() }),
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

  it('may answer with a file, its name as RFC 8187 writes it, and is given the headers it names', async () => {
    const answer = await app.http.get('/lamps.csv').set('x-colour', 'red');
    expect(answer.text).toBe('a,b\r\nred');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': '8',
      'content-disposition': `attachment; filename="L?mpchen \\"x\\".csv"; filename*=UTF-8''L%C3%A4mpchen%20%22x%22.csv`,
      location: '/x',
    });
    expect((await app.http.get('/lamps.csv').set('x-colour', 'green')).status).toBe(422);
  });

  it('may answer with events, and lead elsewhere', async () => {
    const answer = await app.http.get('/events');
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(answer.text).toBe('data: {"on":true}\n\ndata: {"on":false}\n\n');
    const elsewhere = await app.http.get('/lamp');
    expect([elsewhere.status, elsewhere.headers.location]).toEqual([303, '/lamps/1']);
  });

  it('is given a long list unread', async () => {
    const { body } = await app.http.post('/many').send({ rows: [{ a: 1 }] });
    expect(body).toEqual({ unread: '[{"a":1}]' });
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
