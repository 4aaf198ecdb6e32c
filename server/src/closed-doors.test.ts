/** Every closed door of the whole server, with sign-in of its own and with Supabase's. */

import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Listening, listen } from './http/listen.ts';
import { openDatabase } from './platform/postgres/open-database.ts';
import type { Postgres } from './platform/postgres/postgres.ts';
import { adversarialTokens } from './testing/adversarial-tokens.ts';
import { findEndpoints, knockAtClosedDoors } from './testing/closed-doors.ts';
import { openServer } from './testing/open-server.ts';
import { openStandInSupabase } from './testing/stand-in-supabase.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-services.ts';

let database: TestDatabase;
let postgres: Postgres;
let supabase: Awaited<ReturnType<typeof openStandInSupabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  postgres = await openDatabase({ kind: 'postgres', url: database.url });
  supabase = await openStandInSupabase();
});
afterAll(async () => {
  await supabase.close();
  await postgres.close();
  await database.drop();
});

const openOnPort = async (environment: Record<string, string>) => {
  // Knocking a thousand times from one address is what the limit of an address ends.
  const wide = { LIMIT_IP_PER_MINUTE: '1000000' };
  const server = await openServer({ DATABASE_URL: database.url, ...wide, ...environment });
  const listening: Listening = await listen(server.app, { host: '127.0.0.1', port: 0 });
  return {
    ...server,
    address: listening.address,
    close: async () => {
      await listening.drain(1_000);
      await server.close();
    },
  };
};

const statusWith = async (address: string, token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (await fetch(`${address}/api/scrape`, { method: 'POST', headers, body: '{}' })).status;
};

// Node refuses headers of that size before anybody sees them; the door's own bound is tested at the door.
const sendable = (tokens: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tokens).filter(([, token]) => token.length < 10_000));

/** The server's own key, as whoever stole the database would have it. */
const stolenKey = async (): Promise<(claims: Readonly<Record<string, unknown>>) => Promise<string>> => {
  const { rows } = await sql`select id, private_jwk from auth.signing_keys`.execute(postgres.db);
  const Key = z.object({ id: z.string(), private_jwk: z.record(z.string(), z.unknown()) });
  const { id, private_jwk } = Key.parse(rows[0]);
  const key = await importJWK({ kty: 'EC', ...private_jwk }, 'ES256');
  return (claims) => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: id }).sign(key);
};

describe('with sign-in of its own', () => {
  let server: Awaited<ReturnType<typeof openOnPort>>;
  beforeAll(async () => {
    server = await openOnPort({});
  });
  afterAll(() => server.close());

  it('lets nobody in who should not be, anywhere', async () => {
    const client = createClient(server.address, 'anon', {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    const email = `${randomUUID()}@example.com`;
    const { data } = await client.auth.signUp({ email, password: 'correct horse' });
    const token = data.session?.access_token ?? '';
    expect(await statusWith(server.address, token)).toBe(422);
    const published = await fetch(`${server.address}/auth/v1/.well-known/jwks.json`);
    const { keys } = z
      .object({ keys: z.array(z.looseObject({ kty: z.string() })) })
      .parse(await published.json());
    const publicJwk = keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid);
    if (!publicJwk) throw new Error('The key is not published.');
    const claims = decodeJwt(token);
    const sign = await stolenKey();
    const tokens = await adversarialTokens({ claims, publicJwk, sign });
    const ofNoSession = await sign({ ...claims, session_id: randomUUID() });
    const ofSomebodyElse = await sign({ ...claims, sub: randomUUID() });
    const knocked = await knockAtClosedDoors({
      address: server.address,
      tokens: { ...sendable(tokens), 'of no session': ofNoSession, 'of somebody else': ofSomebodyElse },
    });
    expect(knocked).toEqual(
      expect.arrayContaining(['POST /api/scrape', 'GET /auth/v1/user', 'PUT /auth/v1/user']),
    );
    expect(await statusWith(server.address, token), 'the genuine one').toBe(422);
  });

  it('leaves open only what everybody may see', async () => {
    const open = (await findEndpoints(server.address)).filter(({ isClosed }) => !isClosed);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /api/billing/plans',
      'GET /api/google/callback',
      'GET /auth/v1/.well-known/jwks.json',
      'GET /auth/v1/settings',
      'GET /health',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /openapi.json',
      'POST /api/billing/webhook',
      'POST /auth/v1/signup',
      'POST /auth/v1/token',
    ]);
  });
});

describe('with Supabase', () => {
  let server: Awaited<ReturnType<typeof openOnPort>>;
  beforeAll(async () => {
    // Without this table the schema is as Supabase has it; with it the server would not start.
    await sql`drop table auth.signing_keys`.execute(postgres.db);
    server = await openOnPort({
      SUPABASE_URL: supabase.url,
      SUPABASE_ANON_KEY: 'anon',
      SUPABASE_SERVICE_ROLE_KEY: 'service',
    });
  });
  afterAll(() => server.close());

  it('lets nobody in who should not be, anywhere', async () => {
    const userId = randomUUID();
    const sessionId = randomUUID();
    await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})`.execute(
      postgres.db,
    );
    await sql`insert into auth.sessions (id, user_id) values (${sessionId}, ${userId})`.execute(postgres.db);
    const claims = { ...supabase.rightClaims(userId), session_id: sessionId };
    expect(await statusWith(server.address, await supabase.sign(claims))).toBe(422);
    const tokens = await adversarialTokens({
      claims,
      publicJwk: supabase.newestKey().publicJwk,
      sign: supabase.sign,
    });
    const ofNoSession = await supabase.tokenOf(userId);
    await knockAtClosedDoors({
      address: server.address,
      tokens: { ...sendable(tokens), 'of no session': ofNoSession },
    });
    expect(await statusWith(server.address, await supabase.sign(claims)), 'the genuine one').toBe(422);
  });

  it('has no sign-in of its own', async () => {
    const paths = (await findEndpoints(server.address)).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/auth/'))).toEqual([]);
    expect((await fetch(`${server.address}/auth/v1/settings`)).status).toBe(404);
  });
});
