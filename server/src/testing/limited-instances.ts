import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { createLimits } from '../features/limits/index.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Plan } from '../kernel/catalogue.ts';
import { systemClock } from '../kernel/clock.ts';
import { openRedis } from '../platform/redis/open-redis.ts';

const quiet = { info: () => {}, warn: () => {} };

const atOnce = 60;

type Options = {
  /** One for each instance: the same Redis by different ways. */
  readonly urls: readonly string[];
  readonly perMinute?: { readonly scrape: number; readonly api: number; readonly address: number };
  readonly planLimits?: (plan: Plan) => { readonly scrape?: number };
};

const openInstance = async (url: string, instances: number, options: Options) => {
  const { perMinute = { scrape: 30, api: 120, address: 20 }, planLimits = () => ({}) } = options;
  const opened = await openRedis({ url, logger: quiet });
  const lines: string[] = [];
  const stores: string[] = [];
  let asks = 0;
  const limits = createLimits({
    redis: {
      watch: opened.watch,
      ask: (commands) => {
        asks += 1;
        return opened.ask(commands);
      },
    },
    ...{ clock: systemClock(), instances, perMinute, planLimits },
    logger: { info: (line) => void lines.push(line) },
    onSwitch: (store) => void stores.push(store),
  });
  return {
    limits,
    redis: opened,
    ...{ lines, stores },
    asks: () => asks,
    /** Whether a scrape of the user is let in. */
    scrape: async (userId: string, plan: Plan = 'FREE'): Promise<boolean> => {
      const profile = { plan };
      return limits.scrapeLimiter
        .admit({ userId, tell: () => {} }, async () => ({ profile }))
        .then(
          () => true,
          (error) => {
            if (error instanceof AppError && error.code === 'rate_limited') return false;
            throw error;
          },
        );
    },
  };
};

/** The room of limits as several instances have it. */
export const openLimitedInstances = async (options: Options) => {
  const { urls } = options;
  const all = await Promise.all(urls.map((url) => openInstance(url, urls.length, options)));
  // On a busy machine the first connection may take longer than a server would wait for it.
  await vi.waitUntil(() => all.every(({ redis }) => redis.state() === 'ok'), { timeout: 10_000 });
  const [first] = all;
  if (!first) throw new Error('There is no instance.');
  return {
    all,
    first,
    newUser: () => randomUUID(),
    /** How many of so many scrapes are let in, sent to the instances in turns, many at once. */
    scrapeOften: async (userId: string, count: number, instances = all): Promise<number> => {
      const turns = Array.from({ length: count }, (_, n) => instances[n % instances.length] ?? first);
      let passed = 0;
      for (let from = 0; from < count; from += atOnce) {
        const wave = turns.slice(from, from + atOnce).map(({ scrape }) => scrape(userId));
        passed += (await Promise.all(wave)).filter(Boolean).length;
      }
      return passed;
    },
    close: async () => {
      for (const { redis } of all) await redis.close();
    },
  };
};
