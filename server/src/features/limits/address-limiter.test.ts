import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../kernel/app-error.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { knock } from '../../testing/knock.ts';
import { openLimits } from '../../testing/open-limits.ts';
import type { AddressLimiter } from './index.ts';

const quota = 3;
let limiter: AddressLimiter;
let looks: number;
beforeEach(() => {
  looks = 0;
  limiter = openLimits({ perMinute: { address: quota } }).addressLimiter;
});

const from = (address: string, token = 'bad') => knock(`Bearer ${token}`, { address: () => address });
const bad = new AppError('unauthenticated', 'No.');

/** What becomes of somebody who shows something. */
const show = (stranger: ReturnType<typeof knock>, isGood: boolean): Promise<string> =>
  limiter
    .check(stranger, async () => {
      looks += 1;
      if (!isGood) throw bad;
      return 'in';
    })
    .catch((error) => error.code);

const exhaust = async (address: string): Promise<void> => {
  for (let n = 0; n < quota + 1; n += 1) await show(from(address, `bad${n}`), false);
};

describe('what is not good', () => {
  it('is refused as such up to the limit, then for being too much', async () => {
    const outcomes = [];
    for (let n = 0; n < 5; n += 1) outcomes.push(await show(from('192.0.2.1', `bad${n}`), false));
    expect(outcomes).toEqual([...Array(quota).fill('unauthenticated'), 'rate_limited', 'rate_limited']);
    expect(await show(from('192.0.2.2'), false)).toBe('unauthenticated');
  });

  it('is counted by the half of an IPv6 address that a household has', async () => {
    await exhaust('2001:db8:1:2::1');
    expect(await show(from('2001:db8:1:2:ffff::9', 'other'), false)).toBe('rate_limited');
    expect(await show(from('2001:db8:1:3::1', 'other'), false)).toBe('unauthenticated');
  });

  it('is not looked at a second time from an address above its limit', async () => {
    await exhaust('192.0.2.1');
    looks = 0;
    expect(await show(from('192.0.2.1', 'bad1'), false)).toBe('rate_limited');
    expect(looks).toBe(0);
  });

  it('is looked at one at a time from an address above its limit', async () => {
    await exhaust('192.0.2.1');
    let [now, most] = [0, 0];
    const look = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(setImmediate);
      now -= 1;
      throw bad;
    };
    const asked = Array.from({ length: 20 }, (_, n) => limiter.check(from('192.0.2.1', `new${n}`), look));
    await Promise.allSettled(asked);
    expect(most).toBe(1);
  });

  it('does not count where nothing was shown', async () => {
    const nobody = knock(undefined, { address: () => '192.0.2.1' });
    for (let n = 0; n < 10; n += 1) expect(await show(nobody, false)).toBe('unauthenticated');
  });

  it('does not count where the fault was ours', async () => {
    const broken = () => Promise.reject(new AppError('sign_in_unavailable', 'Later.'));
    for (let n = 0; n < 10; n += 1)
      await expect(limiter.check(from('192.0.2.1'), broken)).rejects.toMatchObject({
        code: 'sign_in_unavailable',
      });
    expect(await show(from('192.0.2.1'), false)).toBe('unauthenticated');
  });
});

it('remembers the last ten thousand of what was not good, and no more', async () => {
  await exhaust('192.0.2.1');
  for (let n = 0; n < 10_000; n += 1) await show(from(`2001:db8:${n.toString(16)}::1`, `other${n}`), false);
  looks = 0;
  await show(from('192.0.2.1', 'bad1'), false);
  expect(looks).toBe(1);
});

describe('what is good', () => {
  it('is never counted', async () => {
    for (let n = 0; n < 10; n += 1) expect(await show(from('192.0.2.1', 'good'), true)).toBe('in');
    expect(await show(from('192.0.2.1'), false)).toBe('unauthenticated');
  });

  it('is let in whatever others behind the same address did', async () => {
    await exhaust('192.0.2.1');
    expect(await show(from('192.0.2.1', 'good'), true)).toBe('in');
  });
});

describe('an attempt', () => {
  const attempt = (address: string): Promise<string> =>
    limiter.attempt(from(address)).then(
      () => 'may try',
      (error) => error.code,
    );

  it('counts whether it succeeds or not, and with what is not good', async () => {
    await show(from('192.0.2.1'), false);
    expect([await attempt('192.0.2.1'), await attempt('192.0.2.1')]).toEqual(['may try', 'may try']);
    expect(await attempt('192.0.2.1')).toBe('rate_limited');
    expect(await attempt('192.0.2.2')).toBe('may try');
  });
});

it('says when it opens', async () => {
  const clock = fixedClock('2026-01-01T00:00:00Z');
  limiter = openLimits({ clock, perMinute: { address: 1 } }).addressLimiter;
  await limiter.attempt(from('192.0.2.1'));
  await expect(limiter.attempt(from('192.0.2.1'))).rejects.toMatchObject({
    code: 'rate_limited',
    details: {
      retryAfterSeconds: 60,
      facts: { limit: { name: 'auth', quota: 1 }, opens_at: expect.stringMatching(/^2026-01-01T00:0[01]:/) },
    },
  });
});
