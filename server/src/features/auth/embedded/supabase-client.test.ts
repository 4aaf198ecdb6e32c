/** The real client of Supabase against our own sign-in. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSignIn } from '../../../testing/open-sign-in.ts';

const password = 'correct horse battery';

describe.each(['embedded', 'postgres'] as const)('on %s', (on) => {
  let server: Awaited<ReturnType<typeof openSignIn>>;
  beforeAll(async () => {
    server = await openSignIn({ on });
  });
  afterAll(() => server.close());

  const signUp = async (email: string) => {
    const client = server.client();
    const { data, error } = await client.auth.signUp({ email, password });
    expect(error).toBeNull();
    if (!data.session) throw new Error('There is no session.');
    return { client, session: data.session };
  };
  const signIn = async (email: string, withPassword = password) => {
    const client = server.client();
    const { data, error } = await client.auth.signInWithPassword({ email, password: withPassword });
    if (error) throw error;
    return { client, session: data.session };
  };

  it('signs up, in, reads the user, changes the password and signs out', async () => {
    const client = server.client();
    const options = { data: { display_name: 'Ada 👩‍💻' } };
    const up = await client.auth.signUp({ email: ' Ada@Example.com', password, options });
    expect(up.error).toBeNull();
    expect(up.data.user).toMatchObject({
      email: 'ada@example.com',
      aud: 'authenticated',
      role: 'authenticated',
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: { display_name: 'Ada 👩‍💻' },
      identities: [{ provider: 'email', identity_data: { email: 'ada@example.com' } }],
    });
    expect(JSON.stringify(up.data)).not.toMatch(/argon2|encrypted_password/);
    const { session } = await signIn('ADA@example.com');
    expect(session).toMatchObject({ token_type: 'bearer', expires_in: 3600, user: { id: up.data.user?.id } });
    expect(await server.statusOf(session.access_token)).toBe(200);

    const user = await client.auth.getUser();
    expect(user.data.user?.id).toBe(up.data.user?.id);
    const changed = await client.auth.updateUser({ password: 'another long password', data: { team: 'A' } });
    expect(changed.error).toBeNull();
    expect(changed.data.user?.user_metadata).toEqual({ display_name: 'Ada 👩‍💻', team: 'A' });
    await expect(signIn('ada@example.com')).rejects.toMatchObject({ code: 'invalid_credentials' });
    await signIn('ada@example.com', 'another long password');

    const token = up.data.session?.access_token ?? '';
    expect((await client.auth.signOut()).error).toBeNull();
    expect((await server.client().auth.getUser(token)).error?.name).toBe('AuthSessionMissingError');
  });

  it('makes the profile with the account', async () => {
    const { session } = await signUp('profile@example.com');
    const { rows } = await sql`select email, plan from public.users where id = ${session.user.id}`.execute(
      server.db,
    );
    expect(rows).toEqual([{ email: 'profile@example.com', plan: 'FREE' }]);
  });

  it('refreshes; a refresh token that is sent again ends the session and all that came of it', async () => {
    const { client, session } = await signUp('refresh@example.com');
    const next = await client.auth.refreshSession();
    expect(next.error).toBeNull();
    expect(next.data.session?.refresh_token).not.toBe(session.refresh_token);
    expect(next.data.session?.user.email).toBe('refresh@example.com');
    const accessToken = next.data.session?.access_token ?? '';
    expect(await server.statusOf(accessToken)).toBe(200);

    const thief = server.client();
    const stolen = await thief.auth.refreshSession({ refresh_token: session.refresh_token });
    expect(stolen.error).toMatchObject({ code: 'refresh_token_already_used', status: 400 });
    expect(await server.statusOf(accessToken)).toBe(401);
    const after = await client.auth.refreshSession({ refresh_token: next.data.session?.refresh_token ?? '' });
    expect(after.error).toMatchObject({ code: 'refresh_token_not_found' });
    expect((await signIn('refresh@example.com')).session.access_token).toBeTruthy();
  });

  it('gives one next pair to many who send the same token at once, and ends the session', async () => {
    const { session } = await signUp('race@example.com');
    const refresh = () => server.client().auth.refreshSession({ refresh_token: session.refresh_token });
    const answers = await Promise.all(Array.from({ length: 5 }, refresh));
    const pairs = answers.flatMap(({ data }) => (data.session ? [data.session] : []));
    expect(pairs).toHaveLength(1);
    expect(await server.statusOf(pairs[0]?.access_token ?? '')).toBe(401);
  });

  it('lets anybody check our tokens with the published keys', async () => {
    const { client, session } = await signUp('claims@example.com');
    const { data, error } = await client.auth.getClaims();
    expect(error).toBeNull();
    expect(data?.header).toMatchObject({ alg: 'ES256', kid: expect.any(String) });
    expect(data?.claims).toMatchObject({ sub: session.user.id, aud: 'authenticated', role: 'authenticated' });
    const [header, claims] = session.access_token.split('.');
    const forged = await client.auth.getClaims(`${header}.${claims}.${'A'.repeat(86)}`);
    expect(forged.error).not.toBeNull();
    const keys = await (await fetch(`${server.address}/auth/v1/.well-known/jwks.json`)).text();
    expect(keys).not.toContain('"d"');
  });

  it('ends the other sessions when the password changes, and not the one that changed it', async () => {
    const { client, session } = await signUp('password@example.com');
    const other = await signIn('password@example.com');
    expect(await server.statusOf(other.session.access_token)).toBe(200);
    await client.auth.updateUser({ password: 'yet another password' });
    expect(await server.statusOf(other.session.access_token)).toBe(401);
    expect((await other.client.auth.refreshSession()).error).not.toBeNull();
    expect(await server.statusOf(session.access_token)).toBe(200);
    expect((await client.auth.refreshSession()).error).toBeNull();
  });

  it.each([
    ['local', [401, 200]],
    ['others', [200, 401]],
    ['global', [401, 401]],
  ] as const)('ends with a sign-out of scope %s what it should', async (scope, expected) => {
    const { client, session } = await signUp(`${scope}@example.com`);
    const other = await signIn(`${scope}@example.com`);
    const tokens = [session.access_token, other.session.access_token];
    expect(await Promise.all(tokens.map((token) => server.statusOf(token)))).toEqual([200, 200]);
    expect((await client.auth.signOut({ scope })).error).toBeNull();
    expect(await Promise.all(tokens.map((token) => server.statusOf(token)))).toEqual(expected);
    const again = await signIn(`${scope}@example.com`);
    expect(await server.statusOf(again.session.access_token)).toBe(200);
  });

  it('refuses in Supabase’s words', async () => {
    const { client } = await signUp('words@example.com');
    const { auth } = server.client();
    const codes = {
      unknown: (await auth.signInWithPassword({ email: 'nobody@example.com', password })).error,
      wrong: (await auth.signInWithPassword({ email: 'words@example.com', password: 'x' })).error,
      taken: (await auth.signUp({ email: 'WORDS@example.com', password })).error,
      weak: (await auth.signUp({ email: 'weak@example.com', password: 'short' })).error,
      noAddress: (await auth.signUp({ email: 'nonsense', password })).error,
      same: (await client.auth.updateUser({ password })).error,
      refresh: (await auth.refreshSession({ refresh_token: 'nonsense' })).error,
      token: (await auth.getUser('a.b.c')).error,
    };
    expect(Object.entries(codes).map(([name, error]) => [name, error?.code, error?.status])).toEqual([
      ['unknown', 'invalid_credentials', 400],
      ['wrong', 'invalid_credentials', 400],
      ['taken', 'user_already_exists', 422],
      ['weak', 'weak_password', 422],
      ['noAddress', 'validation_failed', 400],
      ['same', 'same_password', 422],
      ['refresh', 'refresh_token_not_found', 400],
      ['token', 'bad_jwt', 403],
    ]);
    expect(codes.unknown?.message).toBe(codes.wrong?.message);
    expect(codes.weak).toMatchObject({ reasons: ['length'] });
  });

  it('does not give one account the address of another', async () => {
    await signUp('first@example.com');
    const { client } = await signUp('second@example.com');
    const taken = await client.auth.updateUser({ email: 'First@example.com' });
    expect(taken.error?.code).toBe('email_exists');
    const moved = await client.auth.updateUser({ email: 'third@example.com' });
    expect(moved.data.user?.email).toBe('third@example.com');
    await signIn('third@example.com');
  });

  it('refuses who was banned, and forgets who was deleted', async () => {
    const { session } = await signUp('banned@example.com');
    const { id } = session.user;
    await sql`update auth.users set banned_until = now() + interval '1 hour' where id = ${id}`.execute(
      server.db,
    );
    server.members.forgetVerdicts();
    expect(await server.statusOf(session.access_token)).toBe(401);
    await expect(signIn('banned@example.com')).rejects.toMatchObject({ code: 'user_banned' });
    await sql`update auth.users set banned_until = null, deleted_at = now() where id = ${id}`.execute(
      server.db,
    );
    server.members.forgetVerdicts();
    expect(await server.statusOf(session.access_token)).toBe(401);
    await expect(signIn('banned@example.com')).rejects.toMatchObject({ code: 'invalid_credentials' });
  });

  it('keeps neither passwords nor refresh tokens as they are', async () => {
    const { session } = await signUp('kept@example.com');
    const { rows } = await sql<{ line: string }>`
      select row_to_json(u)::text as line from auth.users u union all
      select row_to_json(t)::text from auth.refresh_tokens t`.execute(server.db);
    for (const { line } of rows) {
      expect(line).not.toContain(password);
      expect(line).not.toContain(session.refresh_token);
    }
    expect(rows.some(({ line }) => line.includes('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true);
  });
});
