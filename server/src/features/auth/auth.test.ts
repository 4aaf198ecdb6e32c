import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { knock } from '../../testing/knock.ts';
import { openSignIn } from '../../testing/open-sign-in.ts';

let server: Awaited<ReturnType<typeof openSignIn>>;
beforeAll(async () => {
  server = await openSignIn();
});
afterAll(() => server.close());

const enterWith = (key: string) => server.auth.requireAuth.enter(knock(`Bearer ${key}`));

it('has no keys to make before there is an owner', async () => {
  await expect(server.owner.keys.create('early')).rejects.toThrow('There is no owner yet');
});

it('makes one owner with one first key, whoever asks at the same time and how often', async () => {
  const made = await Promise.all([
    server.owner.ensureOwner(),
    server.owner.ensureOwner(),
    server.owner.ensureOwner(),
  ]);
  const keys = made.flatMap(({ firstKey }) => (firstKey === null ? [] : [firstKey]));
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatch(/^glk_[\w-]{43}$/);
  expect(await server.owner.ensureOwner()).toEqual({ firstKey: null });
  expect(await enterWith(keys[0] ?? '')).toMatchObject({
    userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    user: { plan: 'SELF_HOSTED' },
    accessToken: null,
  });
});

it('keeps of a key its hash alone', async () => {
  const { key } = await server.owner.keys.create('script');
  const { rows } = await sql<{ line: string }>`select row_to_json(k)::text as line from api_keys k`.execute(
    server.db,
  );
  expect(rows.length).toBeGreaterThan(1);
  for (const { line } of rows) expect(line).not.toContain(key.slice(4, 20));
});

it('lets a revoked key in no more, from the next request on', async () => {
  const { id, key } = await server.owner.keys.create('lost');
  await expect(enterWith(key)).resolves.toBeDefined();
  expect(await server.owner.keys.revoke(id)).toEqual({ revoked: true });
  expect(await server.owner.keys.revoke(id)).toEqual({ revoked: false });
  await expect(enterWith(key)).rejects.toMatchObject({ code: 'unauthenticated' });
  const listed = (await server.owner.keys.list()).find((entry) => entry.id === id);
  expect(listed).toMatchObject({ name: 'lost', revokedAt: expect.any(Date) });
});

it.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Basic Zm9v',
  'Bearer glk_short',
  `Bearer glk_${'A'.repeat(43)}`,
  "Bearer ' or 1=1",
])('refuses %s', async (authorization) => {
  await expect(server.auth.requireAuth.enter(knock(authorization))).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});
