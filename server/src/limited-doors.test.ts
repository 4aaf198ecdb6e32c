/** Every endpoint of the whole server has a limit, or stands on the list of those that need none. */

import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { sql } from 'kysely';
import { parseList } from 'structured-headers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from './http/listen.ts';
import { openDatabase } from './platform/postgres/open-database.ts';
import type { Postgres } from './platform/postgres/postgres.ts';
import { findEndpoints } from './testing/closed-doors.ts';
import { openServer } from './testing/open-server.ts';
import { openStandInSupabase } from './testing/stand-in-supabase.ts';
import { createTestDatabase, findTestRedis, type TestDatabase } from './testing/test-services.ts';

const once = { LIMIT_SCRAPE_PER_MINUTE: '1', LIMIT_API_PER_MINUTE: '1', LIMIT_IP_PER_MINUTE: '1' };

let database: TestDatabase;
let postgres: Postgres;
let server: Awaited<ReturnType<typeof openServer>>;
let listening: Listening;
beforeAll(async () => {
  database = await createTestDatabase();
  postgres = await openDatabase({ kind: 'postgres', url: database.url });
  const environment = { DATABASE_URL: database.url, REDIS_URL: await findTestRedis(), TRUST_PROXY: '1' };
  server = await openServer({ ...environment, ...once });
  listening = await listen(server.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await listening.drain(1_000);
  await server.close();
  await postgres.close();
  await database.drop();
});

// Each call of a test may come from an address of its own, as through a proxy.
let lastAddress = 0;
const newAddress = (): string => {
  lastAddress += 1;
  return `198.51.100.${lastAddress}`;
};

const signUp = async (): Promise<string> => {
  const { auth } = createClient(listening.address, 'anon', {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { headers: { 'x-forwarded-for': newAddress() } },
  });
  const { data } = await auth.signUp({ email: `${randomUUID()}@example.com`, password: 'correct horse' });
  return data.session?.access_token ?? '';
};

type Sent = { readonly token?: string; readonly address?: string };
const call = ({ method, path }: { method: string; path: string }, sent: Sent): Promise<Response> =>
  fetch(`${listening.address}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(sent.address ? { 'x-forwarded-for': sent.address } : {}),
      ...(sent.token ? { authorization: `Bearer ${sent.token}` } : {}),
    },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });

const policiesOf = ({ headers }: Response) => ({
  now: parseList(headers.get('ratelimit') ?? '').map(([name, told]) => [name, told.get('r')]),
  policy: parseList(headers.get('ratelimit-policy') ?? '').map(([name, told]) => [name, told.get('q')]),
});

const metered = ['GET /api/user/me', 'POST /api/scrape', 'POST /api/exports', 'POST /api/sheets/export'];

// Where usage is metered the month is told beside it, in each answer.
const expectLimits = (answer: Response, where: string): void => {
  const { now, policy } = policiesOf(answer);
  const month = metered.includes(where) ? [['month', 50]] : [];
  expect(now.slice(0, 1 + month.length), where).toEqual([['minute', 0], ...month]);
  expect(policy.slice(0, 1 + month.length), where).toEqual([['minute', 1], ...month]);
};

it('has no endpoint without a limit but those that need none', async () => {
  const endpoints = await findEndpoints(listening.address);
  const unlimited = endpoints.filter(({ isLimited }) => !isLimited);
  expect(unlimited.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /api/billing/plans',
    'GET /auth/v1/.well-known/jwks.json',
    'GET /auth/v1/settings',
    'GET /health',
    'GET /health/live',
    'GET /health/ready',
    'GET /metrics',
    'GET /openapi.json',
    'POST /api/billing/webhook',
  ]);
  for (const endpoint of unlimited) {
    const address = newAddress();
    for (let n = 0; n < 3; n += 1) {
      const { status, headers } = await call(endpoint, { address });
      // Where nothing is sold, nothing of Stripe's is taken either.
      const isOpen = status === (endpoint.path === '/api/billing/webhook' ? 503 : 200);
      expect([isOpen, headers.get('ratelimit')], endpoint.path).toEqual([true, null]);
    }
  }
});

it('refuses a user who asks too often, everywhere, and says so in each answer', async () => {
  const closed = (await findEndpoints(listening.address)).filter(({ isClosed }) => isClosed);
  expect(closed.length).toBeGreaterThan(8);
  for (const endpoint of closed) {
    const token = await signUp();
    const where = `${endpoint.method} ${endpoint.path}`;
    const first = await call(endpoint, { token });
    expect(first.status, where).not.toBe(429);
    expectLimits(first, where);
    const second = await call(endpoint, { token });
    // Signing out ends what the second call would come with.
    if (where === 'POST /auth/v1/logout') continue;
    expect(second.status, where).toBe(429);
    expectLimits(second, where);
    expect(await second.json()).toMatchObject({
      code: 'rate_limited',
      limit: { quota: 1, window_seconds: 60 },
    });
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  }
});

it('refuses an address that shows too much that is not good, everywhere', async () => {
  const closed = (await findEndpoints(listening.address)).filter(({ isClosed }) => isClosed);
  for (const endpoint of closed) {
    const address = newAddress();
    const where = `${endpoint.method} ${endpoint.path}`;
    const first = await call(endpoint, { address, token: 'not.a.token' });
    expect([401, 403], where).toContain(first.status);
    expect(policiesOf(first), where).toEqual({ now: [['address', 0]], policy: [['address', 1]] });
    const second = await call(endpoint, { address, token: 'not.a.token.either' });
    expect(second.status, where).toBe(429);
    expect(await second.json()).toMatchObject({ code: 'rate_limited', limit: { name: 'auth', quota: 1 } });
  }
});

describe.each(['/auth/v1/signup', '/auth/v1/token?grant_type=password'])('%s', (path) => {
  it('may be tried from an address only so often, whatever is sent', async () => {
    const address = newAddress();
    const first = await call({ method: 'POST', path }, { address });
    expect(first.status).toBeLessThan(429);
    expect(policiesOf(first).now).toEqual([['address', 0]]);
    const second = await call({ method: 'POST', path }, { address });
    expect([second.status, await second.json()]).toMatchObject([
      429,
      { code: 'rate_limited', error_code: 'over_request_rate_limit' },
    ]);
  });
});

it('counts by user with Supabase too', async () => {
  const supabase = await openStandInSupabase();
  await sql`drop table auth.signing_keys`.execute(postgres.db);
  const other = await openServer({
    ...{ DATABASE_URL: database.url, SUPABASE_URL: supabase.url, ...once },
    ...{ SUPABASE_ANON_KEY: 'anon', SUPABASE_SERVICE_ROLE_KEY: 'service' },
  });
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  await sql`insert into auth.users (id) values (${userId})`.execute(postgres.db);
  await sql`insert into auth.sessions (id, user_id) values (${sessionId}, ${userId})`.execute(postgres.db);
  const token = await supabase.sign({ ...supabase.rightClaims(userId), session_id: sessionId });
  const ask = async () =>
    (await other.http.get('/api/user/me').set('authorization', `Bearer ${token}`)).status;
  expect([await ask(), await ask()]).toEqual([200, 429]);
  await other.close();
  await supabase.close();
});
