import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLimits } from '../../testing/open-limits.ts';
import { openSignIn } from '../../testing/open-sign-in.ts';

const quotas = { address: 4, api: 5 };

let server: Awaited<ReturnType<typeof openSignIn>>;
beforeEach(async () => {
  server = await openSignIn({ limits: openLimits({ perMinute: quotas }) });
});
afterEach(() => server.close());

const makeKeys = async (): Promise<readonly string[]> => {
  await server.owner.ensureOwner();
  return Promise.all(['one', 'two'].map(async (name) => (await server.owner.keys.create(name)).key));
};

/** Shows tokens that are not good until the address is above its limit. */
const exhaust = async ({ spent = 0 } = {}): Promise<void> => {
  const left = quotas.address - spent;
  const statuses = [];
  for (let n = 0; n <= left; n += 1) statuses.push(await server.statusOf(`bad.${n}.token`));
  expect(statuses).toEqual([...Array(left).fill(401), 429]);
};

const person = () => ({ email: `${randomUUID()}@example.com`, password: 'correct horse' });

describe('an address above its limit', () => {
  it('lets in who shows something good, though it was never seen before', async () => {
    const [key = ''] = await makeKeys();
    await exhaust();
    expect(await server.statusOf(key)).toBe(200);
    expect(await server.statusOf(`glk_${'A'.repeat(43)}`)).toBe(429);
  });

  it('keeps those signed in who are, and signs nobody in', async () => {
    const client = server.client();
    const somebody = person();
    const { data } = await client.auth.signUp(somebody);
    await exhaust({ spent: 1 });
    const refreshed = await client.auth.refreshSession();
    expect(refreshed.error).toBeNull();
    expect(refreshed.data.session?.refresh_token).not.toBe(data.session?.refresh_token);
    expect((await client.auth.getUser()).error).toBeNull();
    const { error } = await server.client().auth.signInWithPassword(somebody);
    expect([error?.status, error?.code]).toEqual([429, 'over_request_rate_limit']);
  });
});

describe('sign-in', () => {
  it('may be tried so often with passwords, right or wrong', async () => {
    const somebody = person();
    await server.client().auth.signUp(somebody);
    const tries = [];
    for (const password of ['wrong', 'correct horse', 'wrong', 'correct horse']) {
      const { error } = await server.client().auth.signInWithPassword({ ...somebody, password });
      tries.push(error?.status ?? 200);
    }
    expect(tries).toEqual([400, 200, 400, 429]);
  });

  it('may be tried so often with refresh tokens that are not good', async () => {
    const statuses = [];
    for (let n = 0; n < 6; n += 1) {
      const { error } = await server.client().auth.refreshSession({ refresh_token: `guessed${n}` });
      statuses.push(error?.status);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 429, 429]);
  });
});

it('counts nobody who shows nothing', async () => {
  for (let n = 0; n < 10; n += 1) expect((await fetch(`${server.address}/who`)).status).toBe(401);
});

it('does not let a revoked key use up what its owner may send', async () => {
  const [revoked = '', kept = ''] = await makeKeys();
  expect(await server.statusOf(revoked)).toBe(200);
  const list = await server.owner.keys.list();
  const id = list.find(({ name }) => name === 'one')?.id ?? '';
  await server.owner.keys.revoke(id);
  for (let n = 0; n < 12; n += 1) expect([401, 429]).toContain(await server.statusOf(revoked));
  // One request before it was revoked, and one until that was known.
  const statuses = [];
  for (let n = 0; n < 4; n += 1) statuses.push(await server.statusOf(kept));
  expect(statuses).toEqual([200, 200, 200, 429]);
});
