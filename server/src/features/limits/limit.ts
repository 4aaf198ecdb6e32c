import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.ts';
import type { AskRedis } from '../../platform/redis/redis.ts';
import type { Count } from './count.ts';
import { judgeCount, type Standing } from './judge-count.ts';
import type { LimitStore } from './limit-store.ts';
import { createOwnCounter } from './own-counter.ts';
import { createSharedCounter } from './shared-counter.ts';

/** What all limits are made of. */
export type LimitGround = {
  readonly ask: AskRedis;
  readonly store: LimitStore;
  readonly clock: Clock;
  readonly instances: number;
};

/** One limit, for as many keys as come. */
export type Limit = {
  /** How somebody stands who has used up the window, from memory; null for everybody else. */
  readonly held: (key: string) => Standing | null;
  /** Whether anybody is held at all. */
  readonly holdsAny: () => boolean;
  /** Counts a request, at once: what is asked of Redis in the same tick shares its round trip. Never fails. */
  readonly count: (key: string) => Promise<Count>;
  /** Judges a count; who is refused by all instances together is held until the window ends. */
  readonly judge: (key: string, count: Count, quota: number) => Standing;
};

// Each a key and four numbers. Beyond, Redis is asked again about who was refused first.
const mostHeld = 10_000;

/** Makes a limit whose counters stand in Redis under `<prefix>:<key>`. */
export const createLimit = (prefix: string, { ask, store, clock, instances }: LimitGround): Limit => {
  const countShared = createSharedCounter(ask, prefix);
  const countOwn = createOwnCounter();
  type Held = Standing & { readonly untilMs: number };
  const held = new LRUCache<string, Held>({ max: mostHeld });

  return {
    holdsAny: () => held.size > 0,
    held: (key) => {
      const found = held.get(key);
      if (found === undefined) return null;
      const resetMs = found.untilMs - clock.elapsedMs();
      if (resetMs > 0) return { ...found, resetMs };
      held.delete(key);
      return null;
    },
    count: async (key) => {
      const counting = countShared(key);
      const own = await countOwn(key);
      const shared = await counting;
      store.note(shared === null ? 'memory' : 'shared');
      return { shared, own };
    },
    judge: (key, count, quota) => {
      const standing = judgeCount(count, { quota, instances, hasForgotten: store.hasForgotten() });
      // A refusal by this instance's share alone is not held: it ends when Redis is back.
      if (!standing.passed && count.shared !== null && count.shared.used > quota)
        held.set(key, { ...standing, untilMs: clock.elapsedMs() + standing.resetMs });
      return standing;
    },
  };
};
