/** What programs send that are not Supabase's client, and some that are nobody's. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSignIn } from '../../../testing/open-sign-in.ts';

const password = 'correct horse battery';
let server: Awaited<ReturnType<typeof openSignIn>>;
let closed: Awaited<ReturnType<typeof openSignIn>>;
beforeAll(async () => {
  server = await openSignIn();
  closed = await openSignIn({ signups: 'closed' });
});
afterAll(async () => {
  await server.close();
  await closed.close();
});

type Sent = { readonly method?: string; readonly token?: string };
const send = async (path: string, body: unknown, { method = 'POST', token }: Sent = {}) => {
  const answer = await fetch(`${server.address}/auth/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const value = z.record(z.string(), z.unknown()).parse(await answer.json());
  return { status: answer.status, value };
};
const countUsers = async (): Promise<unknown> =>
  (await sql`select count(*)::int as users from auth.users`.execute(server.db)).rows;

describe('bad input', () => {
  const email = 'input@example.com';
  let token = '';
  beforeAll(async () => {
    const { value } = await send('/signup', { email, password });
    token = String(value.access_token);
  });

  it.each([
    ['/signup', { password }, 'email'],
    ['/signup', { email: 7, password }, 'email'],
    ['/signup', { email: `${'a'.repeat(10_000)}@example.com`, password }, 'email'],
    ['/signup', { email: "a'; drop table auth.users; --@example.com", password }, 'email'],
    ['/signup', { email: 'a@example.com', password: 'p'.repeat(10_000) }, 'password'],
    ['/signup', { email: 'a@example.com', password: [password] }, 'password'],
    ['/signup', { email: 'a@example.com', password, data: 'x' }, 'data'],
    ['/signup', { email: 'a@example.com', password, data: { name: 'n'.repeat(10_000) } }, 'data'],
    ['/signup', { email: 'a@example.com', password, data: { name: '\u0000' } }, 'data'],
    ['/signup', { email: 'a@example.com', password, data: { '\ud83e': 1 } }, 'data'],
    ['/token?grant_type=magic', { email, password }, 'grant_type'],
    ['/token', { email, password }, 'grant_type'],
    ['/token?grant_type=refresh_token', { refresh_token: { $gt: '' } }, 'refresh_token'],
  ])('is refused at %s, and %o is told by its field', async (path, body, field) => {
    const before = await countUsers();
    const { status, value } = await send(path, body);
    expect([status, value.error_code]).toEqual([400, 'validation_failed']);
    expect(value.errors).toEqual([expect.objectContaining({ path: expect.stringContaining(field) })]);
    expect(await countUsers()).toEqual(before);
  });

  it('may be data that only looks as if it could not be kept', async () => {
    const data = { name: 'C:\\users\\u0000', smile: '🦄' };
    const { value } = await send('/signup', { email: 'odd@example.com', password, data });
    expect(value.user).toMatchObject({ user_metadata: data });
  });

  it('is refused when it changes an account', async () => {
    const put = (body: unknown) => send('/user', body, { method: 'PUT', token });
    expect((await put({ data: { name: 'n'.repeat(10_000) } })).status).toBe(400);
    expect((await put({ email: 'nonsense' })).value.error_code).toBe('validation_failed');
    expect((await put({ password: 'short' })).value.error_code).toBe('weak_password');
    expect((await put('{')).value.error_code).toBe('bad_json');
  });

  it('is not read at all above 64 KiB', async () => {
    const { status } = await send('/signup', { email, password, data: { name: 'n'.repeat(70_000) } });
    expect(status).toBe(413);
  });

  it.each(["'; drop table auth.users; --", '\\', '%', '🦄🦄🦄🦄🦄🦄🦄🦄'])(
    'may be a password: %s',
    async (odd) => {
      const address = `${Buffer.from(odd).toString('hex')}@example.com`;
      expect((await send('/signup', { email: address, password: `${odd} long enough` })).status).toBe(200);
      const grant = '/token?grant_type=password';
      expect((await send(grant, { email: address, password: `${odd} long enough` })).status).toBe(200);
      expect((await send(grant, { email: address, password: odd })).status).toBe(400);
    },
  );

  it('does not make two accounts of one address, whoever is first and however it is written', async () => {
    const addresses = ['twin@example.com', 'Twin@example.com', ' TWIN@EXAMPLE.COM '];
    const answers = await Promise.all(
      addresses.map((address) => send('/signup', { email: address, password })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  });
});

describe('where sign-up is closed', () => {
  const signUp = (headers: Record<string, string> = {}) =>
    closed.client(headers).auth.signUp({ email: 'owner@example.com', password });

  it('makes no accounts, and says so before it is tried', async () => {
    expect((await signUp()).error?.code).toBe('signup_disabled');
    const settings = await fetch(`${closed.address}/auth/v1/settings`);
    expect(await settings.json()).toMatchObject({ disable_signup: true, external: { email: true } });
  });

  it('lets the owner of a key take an address and a password for what is theirs', async () => {
    const { firstKey } = await closed.owner.ensureOwner();
    const bad = await signUp({ Authorization: `Bearer glk_${'A'.repeat(43)}` });
    expect(bad.error?.code).toBe('bad_jwt');
    const { data, error } = await signUp({ Authorization: `Bearer ${firstKey}` });
    expect(error).toBeNull();
    const { rows } = await sql`select id, role, email, plan from public.users`.execute(closed.db);
    expect(rows).toEqual([
      { id: data.user?.id, role: 'owner', email: 'owner@example.com', plan: 'SELF_HOSTED' },
    ]);
    const again = await signUp({ Authorization: `Bearer ${firstKey}` });
    expect(again.error?.code).toBe('user_already_exists');
    expect((await signUp()).error?.code).toBe('signup_disabled');
  });
});

it('takes as long for an address that has no account as for a wrong password', async () => {
  await send('/signup', { email: 'timed@example.com', password });
  const msOf = async (email: string): Promise<number> => {
    const times: number[] = [];
    for (let time = 0; time < 7; time += 1) {
      const beganMs = performance.now();
      await send('/token?grant_type=password', { email, password: 'not the password' });
      times.push(performance.now() - beganMs);
    }
    return times.sort((a, b) => a - b)[3] ?? 0;
  };
  await msOf('timed@example.com');
  const [known, unknown] = [await msOf('timed@example.com'), await msOf('nobody@example.com')];
  // Without the comparison with nobody's hash it is a small part of it.
  expect(unknown).toBeGreaterThan(known * 0.5);
});

it('takes the public key that Supabase’s clients send along, and answers browsers', async () => {
  const preflight = await fetch(`${server.address}/auth/v1/token?grant_type=password`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://console.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers':
        'apikey,authorization,content-type,x-client-info,x-supabase-api-version',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('apikey');
});
