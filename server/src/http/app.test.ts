import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LargeText } from '../kernel/large-text.ts';
import { openApp } from '../testing/open-app.ts';
import { openDoor } from './door.ts';
import { ok } from './reply.ts';

const Body = z.strictObject({
  text: z.union([z.string(), z.instanceof(LargeText)]),
  list: z.array(z.int('must be a whole number')).optional(),
});

const open = (limitBytes: number) =>
  openApp({
    limitBytes,
    corsOrigins: ['https://app.example'],
    declare: (routes) => {
      const reply = z.object({});
      routes.post('/echo', { door: openDoor, summary: '', body: Body, reply }, async ({ body }) =>
        ok({ moved: body.text instanceof LargeText }),
      );
      routes.get('/broken', { door: openDoor, summary: '', reply }, () =>
        Promise.reject(new Error('secret detail')),
      );
      routes.get('/item/:id', { door: openDoor, summary: '', reply }, async () => ok({}));
      routes.get('/late', { door: openDoor, summary: '', reply }, async () => ok({}));
    },
  });

let app: ReturnType<typeof open>;
beforeAll(() => {
  app = open(400_000);
});
afterAll(() => app.close());

const post = (body: string | Buffer, headers: Record<string, string> = {}) => {
  const sending = app.http.post('/echo').set('content-type', 'application/json').set(headers);
  return sending.serialize((value) => value).send(body);
};

describe('every answer', () => {
  it('has an id: its own when none or an odd one was sent, the sent one when sane', async () => {
    const own = await app.http.get('/late');
    expect(own.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const theirs = await app.http.get('/late').set('x-request-id', 'trace:42.a_b-c');
    expect(theirs.headers['x-request-id']).toBe('trace:42.a_b-c');
    for (const odd of ['a b', '<script>', 'x'.repeat(129)]) {
      const answer = await app.http.get('/late').set('x-request-id', odd);
      expect(answer.headers['x-request-id']).not.toBe(odd);
    }
  });

  it('is protected, without an etag, and logged in one line without its query', async () => {
    app.logged.length = 0;
    const { headers } = await app.http.get('/late?token=abc');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toBeDefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.etag).toBeUndefined();
    expect(app.logged).toHaveLength(1);
    expect(app.logged[0]).toMatchObject({ line: 'GET /late', facts: { status: 200 } });
  });

  it('is readable for the configured origins only', async () => {
    const allowed = await app.http.get('/late').set('origin', 'https://app.example');
    expect(allowed.headers['access-control-allow-origin']).toBe('https://app.example');
    const refused = await app.http.get('/late').set('origin', 'https://evil.example');
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('an error', () => {
  it('is a problem with code and request id', async () => {
    const answer = await app.http.get('/nowhere').set('x-request-id', 'r1');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not_found',
      detail: 'There is nothing at /nowhere.',
      request_id: 'r1',
    });
  });

  it('of the wrong method names the right ones', async () => {
    const answer = await app.http.delete('/late');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  it('of a path that cannot be decoded is the sender’s', async () => {
    const answer = await app.http.get('/item/%E0%A4%A');
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed_request']);
  });

  it('of our own is reported and logged, and keeps its details to itself', async () => {
    app.logged.length = 0;
    const answer = await app.http.get('/broken');
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toContain('secret detail');
    expect(app.reported.at(-1)).toMatchObject({ message: 'secret detail' });
    expect(app.logged.map(({ line }) => line)).toEqual(['GET /broken failed', 'GET /broken']);
  });
});

describe('a body', () => {
  const ofLength = (bytes: number): string => JSON.stringify({ text: 'x'.repeat(bytes - 11) });

  it('is read up to the limit, the large one as text that can be moved', async () => {
    expect((await post(ofLength(1000))).body).toEqual({ moved: false });
    const largest = await post(ofLength(400_000));
    expect(largest.body).toEqual({ moved: true });
  });

  it('is refused above the limit when its length is not told, though more is still being sent', async () => {
    const server = app.app.listen(0);
    const { port } = z.object({ port: z.int() }).parse(server.address());
    async function* pieces() {
      for (let n = 0; n < 2000; n += 1) yield Buffer.alloc(1000, 'x');
    }
    const headers = { 'content-type': 'application/json' };
    const body = Readable.toWeb(Readable.from(pieces()));
    const sent = { method: 'POST', headers, body, duplex: 'half' } as const;
    const answer = await fetch(`http://127.0.0.1:${port}/echo`, sent);
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'payload_too_large' }]);
    server.close();
  });

  it('is refused above the limit, as sent and as inflated', async () => {
    const tooLarge = ofLength(400_001);
    const answers = [await post(tooLarge), await post(gzipSync(tooLarge), { 'content-encoding': 'gzip' })];
    for (const answer of answers)
      expect([answer.status, answer.body.code]).toEqual([413, 'payload_too_large']);
  });

  it('is inflated', async () => {
    expect((await post(gzipSync(ofLength(1000)), { 'content-encoding': 'gzip' })).status).toBe(200);
    const odd = await post(ofLength(100), { 'content-encoding': 'compress' });
    expect([odd.status, odd.body.code]).toEqual([415, 'unsupported_media_type']);
    const broken = await post(ofLength(100), { 'content-encoding': 'gzip' });
    expect([broken.status, broken.body.code]).toEqual([400, 'malformed_request']);
  });

  it.each([
    ['nothing', ''],
    ['half', '{"text":'],
    ['junk', Buffer.from([0xff, 0xfe, 0x00, 0x01])],
    ['junk that is large', Buffer.alloc(300_000, 0x80)],
    ['large and half', ofLength(300_000).slice(0, -1)],
  ])('that is %s is not JSON', async (_, body) => {
    const answer = await post(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed_json']);
  });

  it('must say that it is JSON', async () => {
    for (const type of [
      'text/html',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
    ]) {
      const answer = await post('{"text":""}', { 'content-type': type });
      expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
    }
    expect((await post('{"text":""}', { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(
      200,
    );
  });

  it('is refused place by place, unknown keys by name', async () => {
    const answer = await post('{"list":[1,"a"],"colour":"red"}');
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual({ path: 'list[1]', message: 'must be a whole number' });
    expect(answer.body.errors).toContainEqual({ path: 'colour', message: 'is not known here' });
  });

  it('of very many values is refused, and so is one nested very deeply', async () => {
    const many = await post(JSON.stringify({ text: '', list: Array.from({ length: 20_000 }, () => 1) }));
    expect([many.status, many.body.code]).toEqual([422, 'invalid_request']);
    const deep = await post(`${'['.repeat(150_000)}${']'.repeat(150_000)}`);
    expect([deep.status, deep.body.code]).toEqual([422, 'invalid_request']);
  });
});

it('turns bodies away when all together are too many, and takes them again afterwards', async () => {
  const small = openApp({
    limitBytes: 2000,
    mostBytes: 1500,
    declare: (routes) =>
      routes.post('/echo', { door: openDoor, summary: '', body: Body, reply: z.object({}) }, async () =>
        ok({}),
      ),
  });
  const body = { text: 'x'.repeat(1600) };
  const refused = await small.http.post('/echo').send(body);
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
    503,
    'overloaded',
    '5',
  ]);
  for (let n = 0; n < 3; n += 1) {
    const taken = await small.http.post('/echo').send({ text: 'x'.repeat(1400) });
    expect(taken.status).toBe(200);
  }
  await small.close();
});
