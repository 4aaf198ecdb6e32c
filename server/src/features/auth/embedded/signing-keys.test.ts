import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomIds } from '../../../kernel/ids.ts';
import { openPostgres } from '../../../platform/postgres/open-postgres.ts';
import type { Postgres } from '../../../platform/postgres/postgres.ts';
import { type FixedClock, fixedClock } from '../../../testing/fixed-clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/test-services.ts';
import type { Account } from './account.ts';
import { createEmbeddedSignIn } from './index.ts';
import { issueToken } from './issue-token.ts';
import { createSigningKeys } from './signing-keys.ts';
import { withSignInTables } from './tables.ts';

let database: TestDatabase;
let postgres: Postgres;
let clock: FixedClock;
beforeAll(async () => {
  database = await createTestDatabase();
  postgres = await openPostgres({ url: database.url });
  clock = fixedClock('2026-03-01T12:00:00Z');
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

const account: Account = {
  id: randomUUID(),
  email: 'ada@example.com',
  passwordHash: null,
  ...{ emailConfirmedAt: null, lastSignInAt: null, bannedUntil: null },
  ...{ appMetadata: {}, userMetadata: {}, identities: [] },
  ...{ createdAt: new Date(), updatedAt: new Date() },
};

/** An instance that signs and one that checks, each with a memory of its own. */
const openInstance = () => {
  const needs = { db: postgres.db, clock, ids: randomIds() };
  const keys = createSigningKeys({ ...needs, db: withSignInTables(postgres.db) });
  const issue = issueToken({ keys, clock });
  const signIn = createEmbeddedSignIn({ ...needs, signups: 'open', accessChanged: async () => {} });
  return {
    keys,
    kinds: (tokens: readonly string[]) =>
      Promise.all(tokens.map(async (token) => (await signIn.judgeToken(token)).kind)),
    token: async () => (await issue(account, { id: randomUUID(), createdAt: clock.now() })).accessToken,
  };
};
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

it('makes the first key once, or lives with two when two instances make it at once', async () => {
  const [one, two] = [openInstance(), openInstance()];
  const tokens = await Promise.all([one.token(), two.token()]);
  expect(await one.kinds(tokens)).toEqual(['good', 'good']);
  expect(await two.kinds(tokens)).toEqual(['good', 'good']);
  clock.advance(31_000);
  const [later, alike] = await Promise.all([one.token(), two.token()]);
  expect(kidOf(later)).toBe(kidOf(alike));
});

it('is rotated without a moment in which a good token is refused', async () => {
  const [one, two] = [openInstance(), openInstance()];
  const old = await one.token();
  expect(await two.kinds([old])).toEqual(['good']);
  const { kid } = await one.keys.rotate();
  const kidsSeen = new Set<string | undefined>();
  for (let second = 0; second < 120; second += 10) {
    clock.advance(10_000);
    const tokens = [await one.token(), await two.token(), old];
    expect(await two.kinds(tokens)).toEqual(['good', 'good', 'good']);
    expect(await one.kinds(tokens)).toEqual(['good', 'good', 'good']);
    kidsSeen.add(kidOf(tokens[0] ?? ''));
  }
  expect([...kidsSeen].at(-1)).toBe(kid);
  expect(kidsSeen.size).toBe(2);
});

it('publishes a retired key until all it signed has expired, and no longer', async () => {
  const { keys } = openInstance();
  const before = (await keys.published()).keys.map((key) => key.kid);
  await keys.rotate();
  clock.advance(60_000 + 3_600_000);
  const during = (await keys.published()).keys.map((key) => key.kid);
  expect(during).toEqual(expect.arrayContaining(before.slice(0, 1)));
  clock.advance(3_600_000);
  expect((await keys.published()).keys).toHaveLength(1);
  expect(JSON.stringify(await keys.published())).not.toContain('"d"');
});
