import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { randomIds } from '../../kernel/ids.ts';
import { openAccounts } from '../../testing/open-accounts.ts';
import { createAuthStore } from './auth.store.ts';
import { createKey } from './create-key.ts';
import { declareKeys } from './keys.routes.ts';
import { createUserKeys } from './user-keys.ts';

let accounts: Awaited<ReturnType<typeof openAccounts>>;
const invalidated: string[] = [];

beforeAll(async () => {
  accounts = await openAccounts((routes, { db, door }) => {
    const store = createAuthStore(db);
    const keys = createUserKeys({
      store,
      clock: systemClock(),
      createKey: createKey({ store, ids: randomIds() }),
      invalidateUserCache: async (userId) => void invalidated.push(userId),
    });
    declareKeys(routes, { door, fresh: door, keys });
  });
});
afterAll(() => accounts.close());

const as = (user: string) => ({ authorization: `Bearer ${user}` });
const list = async (user: string) => (await accounts.http.get('/api/user/keys').set(as(user))).body.keys;
const make = (body: unknown) =>
  accounts.http
    .post('/api/user/keys')
    .set(as(accounts.ann))
    .set('content-type', 'application/json')
    .send(JSON.stringify(body));
const revoke = (user: string, id: string) =>
  accounts.http.delete(`/api/user/keys/${encodeURIComponent(id)}`).set(as(user));

describe('/api/user/keys', () => {
  it('makes a key that is shown once, lists it without, and revokes it', async () => {
    const made = await make({ name: ' nightly 😀 ' }).expect(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      name: 'nightly 😀',
      key: expect.stringMatching(/^glk_[\w-]{43}$/),
    });
    expect(invalidated).toEqual([accounts.ann]);
    const listed = await list(accounts.ann);
    expect(listed).toEqual([{ id: made.body.id, name: 'nightly 😀', created_at: expect.any(String) }]);
    expect(JSON.stringify(listed)).not.toContain(made.body.key.slice(4));
    await revoke(accounts.ann, made.body.id).expect(204);
    expect(await list(accounts.ann)).toEqual([]);
    expect(invalidated).toHaveLength(2);
    await revoke(accounts.ann, made.body.id).expect(404);
  });

  it('lets nobody see or revoke the keys of somebody else', async () => {
    const { id } = (await make({ name: 'mine' })).body;
    expect(await list(accounts.ben)).toEqual([]);
    expect((await revoke(accounts.ben, id)).body.code).toBe('not_found');
    expect(await list(accounts.ann)).toHaveLength(1);
  });

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 5 }, 'name'],
    [{ name: null }, 'name'],
    [{ name: 'x'.repeat(10_000) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: '\ud83d' }, 'name'],
    [{ name: 'x', user_id: '1' }, 'user_id'],
  ])('names what is wrong with %.60j and makes nothing', async (body, field) => {
    const before = (await list(accounts.ann)).length;
    const answer = await make(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(field);
    expect(await list(accounts.ann)).toHaveLength(before);
  });

  it('takes SQL for a name', async () => {
    const name = "x'); delete from public.api_keys; --";
    const { body } = await make({ name });
    expect((await list(accounts.ann)).map((key: { name: string }) => key.name)).toContain(name);
    await revoke(accounts.ann, body.id).expect(204);
    expect((await revoke(accounts.ann, "' or 1=1")).body.errors[0].path).toBe('id');
  });

  it('makes no more than fifty', async () => {
    await sql`insert into public.api_keys (id, user_id, name, key_hash)
      select gen_random_uuid(), ${accounts.ann}::uuid, 'k' || n, sha256(('k' || n)::bytea) from generate_series(1, 50) n`.execute(
      accounts.db,
    );
    expect((await make({ name: 'one more' })).body.detail).toMatch(/50 keys/);
  });
});
