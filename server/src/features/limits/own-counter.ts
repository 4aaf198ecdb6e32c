import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Window, windowSeconds } from './count.ts';

/** Counts a request in this process. */
export type CountOwn = (key: string) => Promise<Window>;

const mostKeys = 50_000;

/** A counter in memory. Whom nobody has heard of for longest is forgotten when there are too many. */
export const createOwnCounter = (): CountOwn => {
  const limiter = new RateLimiterMemory({ keyPrefix: '', duration: windowSeconds, points: 1 });
  // The library keeps every key for a window; strangers have more addresses than we have memory.
  const keys = new LRUCache<string, true>({
    max: mostKeys,
    noDisposeOnSet: true,
    dispose: (_, key) => void limiter.delete(key),
  });
  return async (key) => {
    keys.set(key, true);
    const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
    return { used: consumedPoints, resetMs: msBeforeNext };
  };
};
