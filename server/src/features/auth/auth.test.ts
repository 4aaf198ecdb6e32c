import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { randomIds } from '../../kernel/ids.ts';
import { openEmbeddedPostgres } from '../../platform/postgres/open-embedded.ts';
import type { Postgres } from '../../platform/postgres/postgres.ts';
import { copyDataDir } from '../../testing/data-dir.ts';
import { createAuth } from './index.ts';

let postgres: Postgres;
let remove: () => Promise<void>;
let auth: ReturnType<typeof createAuth>;

beforeAll(async () => {
  const dataDir = await copyDataDir();
  remove = dataDir.remove;
  postgres = await openEmbeddedPostgres({ dataDir: dataDir.path });
  auth = createAuth({ db: postgres.db, clock: systemClock(), ids: randomIds() });
});
afterAll(async () => {
  await postgres.close();
  await remove();
});

const enterWith = (key: string) => auth.requireAuth.enter({ authorization: `Bearer ${key}` });

it('has no keys to make before there is an owner', async () => {
  await expect(auth.keys.create('early')).rejects.toThrow('There is no owner yet');
});

it('makes one owner with one first key, whoever asks at the same time and how often', async () => {
  const made = await Promise.all([auth.ensureOwner(), auth.ensureOwner(), auth.ensureOwner()]);
  const keys = made.flatMap(({ firstKey }) => (firstKey === null ? [] : [firstKey]));
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatch(/^glk_[\w-]{43}$/);
  expect(await auth.ensureOwner()).toEqual({ firstKey: null });
  expect(await enterWith(keys[0] ?? '')).toEqual({ userId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
});

it('keeps of a key its hash alone', async () => {
  const { key } = await auth.keys.create('script');
  const { rows } = await sql<{ line: string }>`select row_to_json(k)::text as line from api_keys k`.execute(
    postgres.db,
  );
  expect(rows.length).toBeGreaterThan(1);
  for (const { line } of rows) expect(line).not.toContain(key.slice(4, 20));
});

it('lets a revoked key in no more, from the next request on', async () => {
  const { id, key } = await auth.keys.create('lost');
  await expect(enterWith(key)).resolves.toBeDefined();
  expect(await auth.keys.revoke(id)).toEqual({ revoked: true });
  expect(await auth.keys.revoke(id)).toEqual({ revoked: false });
  await expect(enterWith(key)).rejects.toMatchObject({ code: 'unauthenticated' });
  const listed = (await auth.keys.list()).find((entry) => entry.id === id);
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
  await expect(auth.requireAuth.enter({ authorization })).rejects.toMatchObject({ code: 'unauthenticated' });
});
