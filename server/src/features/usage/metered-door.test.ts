import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Door } from '../../http/door.ts';
import type { RateLimitPolicy } from '../../http/rate-limit-headers.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { knock } from '../../testing/knock.ts';
import type { MemberProfile } from '../profiles/index.ts';
import { meteredDoor } from './metered-door.ts';

const december: UsageReading = {
  ...{ used: 7, limit: 50, version: 3, profileVersion: 1 },
  ...{ startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2027-01-01T00:00:00.000Z' },
};
const ann: MemberProfile = {
  ...{ id: 'ann', email: null, displayName: null, role: 'member', plan: 'FREE', planLimitsScrapes: 50 },
  ...{ smartFormatting: false, defaultExport: null, timeZone: null, usageThisMonth: 0, keptUsage: december },
  ...{
    periodStart: '',
    validFromMs: 0,
    keyIds: [],
    identities: [],
    isDeleted: false,
    version: 1,
    createdAt: '',
  },
};

type Member = { readonly user: MemberProfile };
const limited: Door<Member>['enter'] = async ({ onLimited }) => {
  onLimited?.('ann');
  throw new AppError('rate_limited', 'Too often.');
};

/** What somebody is told who knocks at a metered door before `enter`, and what was asked on the way. */
const open = (enter: Door<Member>['enter']) => {
  const asked: string[] = [];
  let isBroken = false;
  const clock = fixedClock('2026-12-15T12:00:00Z');
  clock.advance(1);
  const door = meteredDoor({
    clock,
    readUsage: async ({ id }) => {
      asked.push(`read ${id}`);
      return december;
    },
    findUsage: async (id) => {
      asked.push(`find ${id}`);
      if (isBroken) throw new Error('not there');
      return december;
    },
  })({ security: 'bearer', limitedBy: 'user', enter });
  const enterOnce = async () => {
    const told: RateLimitPolicy[] = [];
    const tell = (policies: readonly RateLimitPolicy[]) => void told.push(...policies);
    const entered = await door.enter({ ...knock(undefined), tell }).catch((error) => error);
    return { entered, told };
  };
  return {
    enter: enterOnce,
    asked,
    wait: async (ms: number) => {
      clock.advance(ms);
      // The memory looks at its clock once a millisecond.
      await setTimeout(5);
    },
    breakDown: () => {
      isBroken = true;
    },
  };
};

const month = {
  ...{ name: 'month', quota: 50, remaining: 43 },
  ...{ windowSeconds: 2_678_400, resetSeconds: 1_425_600 },
};

it('tells the month as it was found beside the profile', async () => {
  const { enter, asked } = open(async () => ({ user: ann }));
  expect(await enter()).toEqual({ entered: { user: ann }, told: [month] });
  expect(asked).toEqual([]);
});

it('asks for it where it was not, and hands it on', async () => {
  const { enter, asked } = open(async () => ({ user: { ...ann, keptUsage: null } }));
  expect(await enter()).toEqual({ entered: { user: ann }, told: [month] });
  expect(asked).toEqual(['read ann']);
});

it('tells nothing where the plan has no limit', async () => {
  const { enter, asked } = open(async () => ({ user: { ...ann, planLimitsScrapes: null, keptUsage: null } }));
  expect([(await enter()).told, asked]).toEqual([[], []]);
});

it('tells who asks too often, and asks Postgres once a second for it', async () => {
  const { enter, asked, wait } = open(limited);
  for (let n = 0; n < 50; n += 1) {
    expect(await enter()).toMatchObject({ entered: { code: 'rate_limited' }, told: [month] });
  }
  await Promise.all(Array.from({ length: 50 }, enter));
  expect(asked).toEqual(['find ann']);
  await wait(1_500);
  await Promise.all(Array.from({ length: 50 }, enter));
  expect(asked).toEqual(['find ann', 'find ann']);
});

it('refuses who asks too often also where Postgres does not answer', async () => {
  const { enter, breakDown } = open(limited);
  breakDown();
  expect(await enter()).toMatchObject({ entered: { code: 'rate_limited' }, told: [] });
});

it('tells nothing to who is nobody', async () => {
  const { enter, asked } = open(async () => Promise.reject(new AppError('unauthenticated', 'Nobody.')));
  expect([(await enter()).told, asked]).toEqual([[], []]);
});
