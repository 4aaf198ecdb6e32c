import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../kernel/app-error.ts';
import { systemClock } from '../../kernel/clock.ts';
import { absentRedis } from '../../platform/redis/redis.ts';
import { createLimits } from './index.ts';
import { createOwnCounter } from './own-counter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = (instances: number) => {
  const lines: string[] = [];
  const limits = createLimits({
    ...{ redis: absentRedis({ info: () => {} }), clock: systemClock(), instances },
    perMinute: { scrape: 30, api: 120, address: 20 },
    planLimits: () => ({}),
    logger: { info: (line) => void lines.push(line) },
  });
  const scrape = (userId = 'ann') =>
    limits.scrapeLimiter
      .admit({ userId, tell: () => {} }, async () => ({ profile: null }))
      .then(
        () => true,
        (error) => {
          if (error instanceof AppError && error.code === 'rate_limited') return false;
          throw error;
        },
      );
  return {
    lines,
    scrape,
    passes: async (count: number) => {
      const passed = await Promise.all(Array.from({ length: count }, () => scrape()));
      return passed.filter(Boolean).length;
    },
  };
};

describe('without Redis', () => {
  it('says where it counts, once', async () => {
    const { lines, passes } = open(1);
    await passes(3);
    expect(lines).toEqual(['[RateLimit] MemoryStore (per instance)']);
  });

  it.each([
    [1, 30],
    [3, 10],
    [4, 8],
    [100, 1],
  ])('allows each of %i instances its share, %i', async (instances, share) => {
    expect(await open(instances).passes(50)).toBe(share);
  });

  it('opens again when the window is over, and not before', async () => {
    const { passes } = open(1);
    expect(await passes(31)).toBe(30);
    vi.advanceTimersByTime(59_000);
    expect(await passes(5)).toBe(0);
    vi.advanceTimersByTime(1_500);
    expect(await passes(40)).toBe(30);
  });

  it('counts nobody’s requests for somebody else', async () => {
    const { scrape, passes } = open(1);
    await passes(40);
    expect([await scrape('ann'), await scrape('ben')]).toEqual([false, true]);
  });
});

it('forgets whom nobody has heard of for longest when there are too many', async () => {
  const count = createOwnCounter();
  await count('first');
  expect(await count('first')).toMatchObject({ used: 2 });
  for (let n = 0; n < 50_000; n += 1) await count(`198.51.${n}`);
  expect(await count('198.51.49999')).toMatchObject({ used: 2 });
  expect(await count('first')).toMatchObject({ used: 1 });
  expect(vi.getTimerCount()).toBeLessThanOrEqual(50_000);
});
