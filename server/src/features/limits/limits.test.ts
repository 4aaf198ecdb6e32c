import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RateLimitPolicy } from '../../http/rate-limit-headers.ts';
import { openLimitedInstances } from '../../testing/limited-instances.ts';
import { findTestRedis } from '../../testing/test-services.ts';

let url: string;
let instances: Awaited<ReturnType<typeof openLimitedInstances>>;
let redis: ReturnType<typeof createClient>;
beforeAll(async () => {
  url = await findTestRedis();
  redis = createClient({ url });
  await redis.connect();
  instances = await openLimitedInstances({
    urls: [url, url, url],
    planLimits: (plan) => (plan === 'SCALE' ? { scrape: 45 } : {}),
  });
});
afterAll(async () => {
  await instances.close();
  await redis.close();
});

describe('the limit of a user', () => {
  it('is exact over three instances', async () => {
    expect(await instances.scrapeOften(instances.newUser(), 600)).toBe(30);
  });

  it('is one a user', async () => {
    const users = Array.from({ length: 5 }, instances.newUser);
    const passed = await Promise.all(users.map((user) => instances.scrapeOften(user, 40)));
    expect(passed).toEqual([30, 30, 30, 30, 30]);
  });

  it('is another for another group', async () => {
    const { limits, scrape } = instances.first;
    const user = instances.newUser();
    await instances.scrapeOften(user, 40);
    expect(await scrape(user)).toBe(false);
    const reading = { profile: null };
    const asking = { userId: user, tell: () => {} };
    await expect(limits.apiLimiter.admit(asking, async () => reading)).resolves.toBe(reading);
  });

  it('is the plan’s own where it has one', async () => {
    const user = instances.newUser();
    const asked = Array.from({ length: 60 }, (_, n) => instances.all[n % 3]?.scrape(user, 'SCALE'));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(45);
    expect(instances.first.limits.limitsOf('SCALE')).toEqual({ scrape: 45, api: 120 });
    expect(instances.first.limits.limitsOf('PRO')).toEqual({ scrape: 30, api: 120 });
  });

  it('is counted under its name, with an end', async () => {
    const user = instances.newUser();
    await instances.first.scrape(user);
    expect(await redis.get(`rl:scrape:user:${user}`)).toBe('1');
    const ttlMs = await redis.pTTL(`rl:scrape:user:${user}`);
    expect(ttlMs).toBeGreaterThan(55_000);
    expect(ttlMs).toBeLessThanOrEqual(60_000);
  });

  it('opens when Redis says that its window is over', async () => {
    const user = instances.newUser();
    await redis.set(`rl:scrape:user:${user}`, 30, { expiration: { type: 'PX', value: 300 } });
    expect(await instances.first.scrape(user)).toBe(false);
    await expect.poll(() => instances.first.scrape(user), { timeout: 3_000 }).toBe(true);
  });

  it('is told with each request, and why it refuses', async () => {
    const user = instances.newUser();
    await redis.set(`rl:scrape:user:${user}`, 28, { expiration: { type: 'PX', value: 30_500 } });
    const told: RateLimitPolicy[] = [];
    const asking = {
      userId: user,
      tell: (policies: readonly RateLimitPolicy[]) => void told.push(...policies),
    };
    const admit = () => instances.first.limits.scrapeLimiter.admit(asking, async () => ({ profile: null }));
    await admit();
    await admit();
    await expect(admit()).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'You may send 30 pages a minute. Try again in 31 s.',
      details: {
        retryAfterSeconds: 31,
        facts: { limit: { name: 'scrape', quota: 30, window_seconds: 60 }, opens_at: expect.any(String) },
      },
    });
    expect(told.map(({ remaining }) => remaining)).toEqual([1, 0, 0]);
    expect(told[0]).toEqual({ name: 'minute', quota: 30, windowSeconds: 60, remaining: 1, resetSeconds: 31 });
  });
});

describe('Redis', () => {
  it('is asked once for the count and what is read with it', async () => {
    const user = instances.newUser();
    await redis.set(`test:${user}`, 'kept');
    const { limits, asks } = instances.first;
    const before = asks();
    const read = await limits.apiLimiter.admit({ userId: user, tell: () => {} }, async (readKeys) => ({
      profile: null,
      found: await readKeys([`test:${user}`, `test:nothing:${user}`]),
    }));
    expect(read.found).toMatchObject({ answered: true, value: { texts: ['kept', null] } });
    expect(asks() - before).toBe(1);
  });

  it('is not asked about who is refused already', async () => {
    const user = instances.newUser();
    await instances.scrapeOften(user, 40, [instances.first]);
    const before = instances.first.asks();
    let reads = 0;
    for (let n = 0; n < 100; n += 1) {
      const refused = instances.first.limits.scrapeLimiter.admit(
        { userId: user, tell: () => {} },
        async () => {
          reads += 1;
          return { profile: null };
        },
      );
      await expect(refused).rejects.toMatchObject({ code: 'rate_limited' });
    }
    expect([instances.first.asks() - before, reads]).toEqual([0, 0]);
  });

  it('may have forgotten the script', async () => {
    const user = instances.newUser();
    await instances.first.scrape(user);
    await redis.scriptFlush();
    expect(await instances.scrapeOften(user, 40)).toBe(29);
  });
});
