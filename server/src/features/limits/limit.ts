import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.ts';
import type { Asked, AskRedis } from '../../platform/redis/redis.ts';
import type { Count } from './count.ts';
import { judgeCount, type Standing } from './judge-count.ts';
import type { LimitStore } from './limit-store.ts';
import { createOwnCounter } from './own-counter.ts';
import { createSharedCounter, type SharedCount } from './shared-counter.ts';

/** What all limits are made of. */
export type LimitGround = {
  readonly ask: AskRedis;
  readonly store: LimitStore;
  readonly clock: Clock;
  readonly instances: number;
};

/** A count, and what Redis said besides. */
export type Counted = { readonly count: Count; readonly answer: Asked<SharedCount> };

/** One limit, for as many keys as come. */
export type Limit = {
  /** How somebody stands who has used up the window, from memory; null for everybody else. */
  readonly held: (key: string) => Standing | null;
  /** Whether anybody is held at all. */
  readonly holdsAny: () => boolean;
  /** Counts a request, and reads keys of others by the way. Never fails. */
  readonly count: (key: string, alsoRead?: readonly string[]) => Promise<Counted>;
  /** Judges a count; who is refused is held until the window ends. */
  readonly judge: (key: string, count: Count, quota: number) => Standing;
};

// Each a key and four numbers. Beyond, Redis is asked again about who was refused first.
const mostHeld = 10_000;

/** Makes a limit whose counters stand in Redis under `<prefix>:<key>`. */
export const createLimit = (prefix: string, { ask, store, clock, instances }: LimitGround): Limit => {
  const countShared = createSharedCounter(ask, prefix);
  const countOwn = createOwnCounter();
  type Held = Standing & { readonly untilMs: number; readonly byAll: boolean };
  const held = new LRUCache<string, Held>({ max: mostHeld });

  return {
    holdsAny: () => held.size > 0,
    held: (key) => {
      const found = held.get(key);
      // Who was refused by this instance's share alone is free when Redis is back.
      if (found === undefined || (store.isShared() && !found.byAll)) return null;
      const resetMs = found.untilMs - clock.elapsedMs();
      if (resetMs > 0) return { ...found, resetMs };
      held.delete(key);
      return null;
    },
    count: async (key, alsoRead = []) => {
      const asking = countShared(key, alsoRead);
      const own = await countOwn(key);
      const answer = await asking;
      store.note(answer.answered ? 'shared' : 'memory');
      return { count: { shared: answer.answered ? answer.value.window : null, own }, answer };
    },
    judge: (key, count, quota) => {
      const standing = judgeCount(count, { quota, instances, hasForgotten: store.hasForgotten() });
      const byAll = count.shared !== null && count.shared.used > quota;
      const untilMs = clock.elapsedMs() + standing.resetMs;
      if (!standing.passed) held.set(key, { ...standing, untilMs, byAll });
      return standing;
    },
  };
};
