import { expect, it } from 'vitest';
import { loadProfile } from './load-profile.ts';
import type { Profile } from './profile.ts';

const profileOf = (version: number): Profile => ({
  id: 'ada',
  email: null,
  displayName: null,
  role: 'member',
  plan: 'FREE',
  planLimitsScrapes: 50,
  smartFormatting: false,
  defaultExport: null,
  timeZone: null,
  periodStart: '2026-01-01T00:00:00.000Z',
  usageThisMonth: 0,
  validFromMs: 0,
  keyIds: [],
  identities: [],
  isDeleted: false,
  version,
  createdAt: '2026-01-01T00:00:00.000Z',
});

/** A database that answers when it is told to, and a cache that is away. */
const openSlowStore = () => {
  const asked: ((answer: Profile | Error) => void)[] = [];
  const load = loadProfile({
    cache: { read: async () => ({ kept: null, session: null, usage: null }), beginFill: async () => null },
    store: {
      findProfile: () =>
        new Promise((resolve, reject) =>
          asked.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
        ),
    },
  });
  return { load, asked };
};

it('gives a reading that began before a change to nobody who came after it', async () => {
  const { load, asked } = openSlowStore();
  const early = load('ada');
  await expect.poll(() => asked.length).toBe(1);
  // Version 2 is committed and acknowledged here: whoever comes now must see it.
  const late = Promise.all([load('ada'), load('ada'), load('ada')]);
  asked[0]?.(profileOf(1));
  expect((await early).profile?.version).toBe(1);
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.(profileOf(2));
  expect((await late).map(({ profile }) => profile?.version)).toEqual([2, 2, 2]);
  expect(asked).toHaveLength(2);
});

it('tells a fault to whoever began the reading; those who waited begin anew', async () => {
  const { load, asked } = openSlowStore();
  const early = load('ada');
  await expect.poll(() => asked.length).toBe(1);
  const late = load('ada');
  asked[0]?.(new Error('gone'));
  await expect(early).rejects.toThrow('gone');
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.(profileOf(1));
  expect((await late).profile?.version).toBe(1);
});
