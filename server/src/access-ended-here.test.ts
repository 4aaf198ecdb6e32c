/** What ends through us is over on every instance: at once with Redis, within 5 s without. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedSignIn } from './features/auth/embedded/index.ts';
import { systemClock } from './kernel/clock.ts';
import { randomIds } from './kernel/ids.ts';
import { openInstances } from './testing/open-instances.ts';
import { createTestDatabase, findTestRedis, type TestDatabase } from './testing/test-services.ts';

const password = 'correct horse battery';
const clock = systemClock();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const settings = [
  { name: 'three instances with Redis', withRedis: true, instances: 3 },
  { name: 'three instances without Redis', withRedis: false, instances: 3 },
  { name: 'one instance without Redis', withRedis: false, instances: 1 },
];

describe.each(settings)('on $name', ({ withRedis, instances }) => {
  let server: Awaited<ReturnType<typeof openInstances>>;
  let signIn: ReturnType<typeof createEmbeddedSignIn>;
  beforeAll(async () => {
    const redisUrl = withRedis ? await findTestRedis() : null;
    server = await openInstances({ databaseUrl: database.url, redisUrl, instances, supabase: null, clock });
    // As the first instance has it: what is done there must be seen by the others.
    const accessChanged = server.first.profiles.invalidateUserCache;
    signIn = createEmbeddedSignIn({
      db: server.first.db,
      clock,
      ids: randomIds(),
      signups: 'open',
      accessChanged,
    });
  });
  afterAll(() => server.close());

  let email = '';
  const begin = async () => {
    email = `${randomUUID()}@example.com`;
    return signIn.signUp({ email, password, userMetadata: {}, ownerOfKey: null });
  };
  const principalOf = async (token: string) => {
    const verdict = await signIn.judgeToken(token);
    if (verdict.kind === 'bad') throw new Error(verdict.reason);
    return verdict.principal;
  };
  const whoLetsIn = async (token: string): Promise<readonly boolean[]> => [
    ...new Set(await Promise.all(server.all.map(({ letsIn }) => letsIn(token)))),
  ];

  it.each(['local', 'global'] as const)('a sign-out of scope %s', async (scope) => {
    const grant = await begin();
    expect(await whoLetsIn(grant.accessToken)).toEqual([true]);
    await signIn.signOut(await principalOf(grant.accessToken), scope);
    expect(await whoLetsIn(grant.accessToken)).toEqual([false]);
    const again = await signIn.signInWithPassword({ email, password });
    expect(await whoLetsIn(again.accessToken)).toEqual([true]);
  });

  it('the other sessions when a password changes', async () => {
    const grant = await begin();
    const other = await signIn.signInWithPassword({ email, password });
    expect(await whoLetsIn(other.accessToken)).toEqual([true]);
    await signIn.updateUser(await principalOf(grant.accessToken), { password: 'another long password' });
    expect(await whoLetsIn(other.accessToken)).toEqual([false]);
    expect(await whoLetsIn(grant.accessToken)).toEqual([true]);
  });

  it('a session whose refresh token was used twice', async () => {
    const grant = await begin();
    const next = await signIn.refresh(grant.refreshToken);
    expect(await whoLetsIn(next.accessToken)).toEqual([true]);
    await expect(signIn.refresh(grant.refreshToken)).rejects.toMatchObject({
      code: 'refresh_token_already_used',
    });
    expect(await whoLetsIn(next.accessToken)).toEqual([false]);
  });

  describe('everything of a user', () => {
    const untouched = { valid_from: 'epoch', deleted_at: null };
    it.each([
      ['sessions from before are over', { ...untouched, valid_from: '2999-01-01' }],
      ['deletion was asked for', { ...untouched, deleted_at: '2026-01-01' }],
    ])('when %s', async (_why, { valid_from, deleted_at }) => {
      const grant = await begin();
      const { id } = grant.account;
      expect(await whoLetsIn(grant.accessToken)).toEqual([true]);
      await sql`update public.users set valid_from = ${valid_from}::timestamptz,
        deleted_at = ${deleted_at}::timestamptz where id = ${id}`.execute(server.first.db);
      await server.first.profiles.invalidateUserCache(id);
      expect(await whoLetsIn(grant.accessToken)).toEqual([false]);
    });
  });

  it('a key that is revoked', async () => {
    const { id } = (await begin()).account;
    const key = `glk_${randomIds().secret()}`;
    await sql`insert into public.api_keys (id, user_id, name, key_hash)
      values (${randomUUID()}, ${id}, 'script', sha256(${key}::bytea))`.execute(server.first.db);
    await server.first.profiles.invalidateUserCache(id);
    expect(await whoLetsIn(key)).toEqual([true]);
    await sql`update public.api_keys set revoked_at = now() where user_id = ${id}`.execute(server.first.db);
    await server.first.profiles.invalidateUserCache(id);
    expect(await whoLetsIn(key)).toEqual([false]);
  });
});
