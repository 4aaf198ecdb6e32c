import { parseRateLimit } from 'ratelimit-header-parser';
import { parseList } from 'structured-headers';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { openApp } from '../testing/open-app.ts';
import type { Door } from './door.ts';
import type { RateLimitPolicy } from './rate-limit-headers.ts';
import { ok } from './reply.ts';

const minute = { name: 'minute', quota: 30, windowSeconds: 60, remaining: 29, resetSeconds: 31 };
const month = { name: 'month', quota: 50, windowSeconds: 2_592_000, remaining: 7, resetSeconds: 99_999 };

const telling = (policies: readonly RateLimitPolicy[], error?: AppError): Door<object> => ({
  security: null,
  limitedBy: 'user',
  enter: async ({ tell }) => {
    tell(policies);
    if (error) throw error;
    return {};
  },
});
const told = { door: telling([minute, month]), summary: '', reply: z.object({}) };
const app = openApp({
  corsOrigins: ['*'],
  declare: (routes) => {
    routes.get('/good', told, async () => ok({}));
    routes.get('/charged', told, async ({ tell }) => {
      tell([{ ...month, remaining: 6 }]);
      return ok({});
    });
    routes.post('/typed', { ...told, body: z.object({}) }, async () => ok({}));
    routes.get('/broken', told, () => Promise.reject(new Error('broken')));
    routes.get('/busy', told, () => Promise.reject(new AppError('overloaded', 'Busy.')));
    const door = telling([minute], new AppError('rate_limited', 'Slowly.', { retryAfterSeconds: 31 }));
    routes.get('/shut', { ...told, door }, async () => ok({}));
    routes.get('/unlimited', { ...told, door: telling([]) }, async () => ok({}));
    routes.get('/poorly', told, async () => ({ status: 503, value: {} }));
  },
});
afterAll(app.close);

const read = (headers: Readonly<Record<string, string>>, name: string) =>
  parseList(headers[name] ?? '').map(([item, parameters]) => [item, Object.fromEntries(parameters)]);

describe('the headers of a limited answer', () => {
  it('are what the draft says, two policies in each', async () => {
    const { headers } = await app.http.get('/good');
    expect(read(headers, 'ratelimit')).toEqual([
      ['minute', expect.objectContaining({ r: 29, t: 31 })],
      ['month', expect.objectContaining({ r: 7, t: 99_999 })],
    ]);
    expect(read(headers, 'ratelimit-policy')).toEqual([
      ['minute', { q: 30, w: 60 }],
      ['month', { q: 50, w: 2_592_000 }],
    ]);
  });

  it('are understood by programs that know an earlier edition', async () => {
    const { headers } = await app.http.get('/good');
    expect(parseRateLimit(headers)).toMatchObject({ limit: 30, used: 1, remaining: 29 });
  });

  it('tell a policy as it is after the handler, and the others as they were', async () => {
    const { headers } = await app.http.get('/charged');
    expect(read(headers, 'ratelimit')).toMatchObject([
      ['minute', { r: 29 }],
      ['month', { r: 6 }],
    ]);
  });

  it.each([
    ['/shut', 429],
    ['/broken', 500],
    ['/busy', 503],
  ])('stand on %s too', async (path, status) => {
    const answer = await app.http.get(path);
    expect([answer.status, read(answer.headers, 'ratelimit')[0]]).toMatchObject([
      status,
      ['minute', { r: 29 }],
    ]);
  });

  it('stand on a refusal of the body', async () => {
    const answer = await app.http.post('/typed').set('content-type', 'application/json').send('{');
    expect([answer.status, read(answer.headers, 'ratelimit')]).toMatchObject([
      400,
      [
        ['minute', {}],
        ['month', {}],
      ],
    ]);
  });

  it('are not there where nothing is counted', async () => {
    const { headers } = await app.http.get('/unlimited');
    expect([headers.ratelimit, headers['ratelimit-policy']]).toEqual([undefined, undefined]);
  });

  it('may be read by scripts of other origins', async () => {
    const { headers } = await app.http.get('/good').set('origin', 'https://example.com');
    expect(headers['access-control-expose-headers']).toMatch(/ratelimit,ratelimit-policy,retry-after/);
  });
});

describe('Retry-After', () => {
  it('says when a limit opens', async () => {
    expect((await app.http.get('/shut')).headers['retry-after']).toBe('31');
  });

  it.each(['/busy', '/poorly'])('stands on every 503: %s', async (path) => {
    const answer = await app.http.get(path);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  });
});
