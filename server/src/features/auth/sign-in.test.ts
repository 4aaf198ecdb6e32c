import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { KeyPrincipal, SessionPrincipal } from './principal.ts';
import { signIn } from './sign-in.ts';

const session: SessionPrincipal = {
  kind: 'session',
  userId: randomUUID(),
  sessionId: randomUUID(),
  ...{ issuedAtMs: 0, expiresAtMs: 1, accessToken: 'good' },
};
const key: KeyPrincipal = { kind: 'key', userId: randomUUID(), keyId: randomUUID() };
const judged: string[] = [];
const judgeToken = async (token: string) => {
  judged.push(token);
  return token === 'good'
    ? ({ kind: 'good', principal: session } as const)
    : ({ kind: 'bad', reason: 'secret details' } as const);
};
const { check: enter, recognise } = signIn({
  keys: {
    find: async (text) => (text === 'glk_good' ? key : null),
    recall: (text) => (text === 'glk_known' ? key : null),
  },
  judgeToken: Object.assign(judgeToken, {
    recall: (token: string) => (token === 'known' ? session : null),
  }),
});

it.each([
  ['Bearer good', session],
  ['bearer good', session],
  [' BEARER   good ', session],
  ['Bearer glk_good', key],
])('takes %s', async (authorization, principal) => {
  expect(await enter({ authorization })).toEqual(principal);
});

it('recognises what has been good before, and asks nobody', () => {
  const recognised = ['Bearer known', 'Bearer glk_known', 'Bearer good', 'Bearer glk_good', undefined];
  expect(recognised.map((authorization) => recognise({ authorization }))).toEqual([
    ...[session, key],
    ...[null, null, null],
  ]);
  expect(judged).not.toContain('known');
});

it.each(['Bearer bad', 'Bearer glk_bad'])('refuses %s without saying why', async (authorization) => {
  const refusal = enter({ authorization });
  await expect(refusal).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(refusal).rejects.not.toThrow('secret details');
});

it('does not even look at a megabyte, at two tokens or at none', async () => {
  judged.length = 0;
  for (const authorization of [
    `Bearer ${'a'.repeat(1_000_000)}`,
    'Bearer good good',
    'Bearer',
    '',
    undefined,
  ]) {
    await expect(enter({ authorization })).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  expect(judged).toEqual([]);
});
