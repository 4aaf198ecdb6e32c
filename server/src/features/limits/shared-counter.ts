import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Asked, AskRedis } from '../../platform/redis/redis.ts';
import { type Window, windowSeconds } from './count.ts';
import { countAndRead, createScriptClient, type Texts } from './count-script.ts';

/** What Redis says to a request: how often its key was counted, and what stands under the keys that were read with it. */
export type SharedCount = { readonly window: Window; readonly run: string; readonly texts: Texts };

/** Counts a request in Redis, for all instances, and reads other keys by the way. Redis' clock decides about the window. */
export type CountShared = (key: string, alsoRead: readonly string[]) => Promise<Asked<SharedCount>>;

/** A counter under `<prefix>:<key>`, whose value and expiry are set by one command. */
export const createSharedCounter = (ask: AskRedis, prefix: string): CountShared => {
  const scripts = createScriptClient();
  const limiter = new RateLimiterRedis({
    storeClient: scripts.client,
    customIncrTtlLuaScript: countAndRead,
    keyPrefix: prefix,
    duration: windowSeconds,
    // How many are too many is judged elsewhere: it depends on the plan, which comes with the same answer.
    points: 1,
  });
  return (key, alsoRead) =>
    ask(async (redis, run) => {
      const read = scripts.prepare(redis, alsoRead);
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
      return { window: { used: consumedPoints, resetMs: msBeforeNext }, run, texts: read() };
    });
};
