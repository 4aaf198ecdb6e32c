import { argon2Sync } from 'node:crypto';
import { expect, it } from 'vitest';
import { createPasswords } from './password.ts';

const cheap = { memoryKib: 64, passes: 1, lanes: 1 };

it('keeps the costs and the salt beside the hash (PHC string format)', async () => {
  const stored = await createPasswords().hash('correct horse');
  const [, kind, version, costs, salt = '', tag] = stored.split('$');
  expect([kind, version, costs]).toEqual(['argon2id', 'v=19', 'm=19456,t=2,p=1']);
  const expected = argon2Sync('argon2id', {
    ...{ message: 'correct horse', nonce: Buffer.from(salt, 'base64') },
    ...{ memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 },
  });
  expect(tag).toBe(expected.toString('base64').replace(/=+$/, ''));
});

it('still knows a password whose hash was made at other costs', async () => {
  const stored = await createPasswords(cheap).hash('correct horse');
  expect(await createPasswords().matches('correct horse', stored)).toBe(true);
  expect(await createPasswords().matches('correct horses', stored)).toBe(false);
});

it('never makes the same hash twice, and takes one letter however it is written', async () => {
  const passwords = createPasswords(cheap);
  const stored = await passwords.hash('cafe\u0301 noir');
  expect(await passwords.hash('cafe\u0301 noir')).not.toBe(stored);
  expect(await passwords.matches('caf\u00e9 noir', stored)).toBe(true);
});

it.each([null, '', 'plain', '$2b$10$abcdefghijklmnopqrstuv'])('lets nobody in against %s', async (stored) => {
  expect(await createPasswords(cheap).matches('', stored)).toBe(false);
});

it('refuses more at once than it has room for', async () => {
  const passwords = createPasswords(cheap);
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => passwords.matches('x', null)));
  const refused = all.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(8);
  expect(refused[0]?.reason).toMatchObject({ code: 'overloaded' });
  expect(await passwords.matches('x', null)).toBe(false);
});
