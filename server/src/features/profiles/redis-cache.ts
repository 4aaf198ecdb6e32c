import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { decodeKept } from './cached-profile.ts';
import { decodeUsage } from './cached-usage.ts';
import { dropFromRedis } from './drop-from-redis.ts';
import { beginRedisFill } from './fill-redis.ts';
import { beginUsageFill } from './fill-usage.ts';
import { createLease } from './lease.ts';
import type { CacheReading, ProfileCache } from './profile-cache.ts';
import type { ProfilesStore } from './profiles.store.ts';
import { profileKey, sessionKey, usageKey } from './redis-keys.ts';
import { replayOutbox } from './replay-outbox.ts';
import { sessionKeptForMs } from './verdicts.ts';

const sweepEveryMs = 250;
// Whoever wrote through the API has told Redis by then, and there is nothing left to do.
const noticeDelayMs = 40;

const nothing: CacheReading = { kept: null, session: null, usage: null };

/** What the cache in Redis is made of. */
export type RedisCacheNeeds = {
  readonly redis: Redis;
  readonly store: ProfilesStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From 0 to 1, evenly. */
  readonly chance: () => number;
  /** How many processes there are; the only one need not wait for others. */
  readonly instances: number;
  readonly onFault: (error: unknown) => void;
};

/**
 * Profiles in Redis, shared by all instances. Only fills put values there, each under a token taken before Postgres was
 * read; every change takes tokens and older values away. docs/decisions/0014-profile-cache.md walks through the faults.
 */
export const createRedisCache = (needs: RedisCacheNeeds): ProfileCache & { readonly notice: () => void } => {
  const { redis, clock, onFault } = needs;
  const lease = createLease(clock);
  const { drop, dropUsage } = dropFromRedis({ ...needs, lease });
  const sweep = createRepeat({ everyMs: sweepEveryMs, work: replayOutbox({ ...needs, lease }), onFault });
  let noticed: NodeJS.Timeout | undefined;
  const notice = (): void => {
    noticed ??= setTimeout(() => {
      noticed = undefined;
      void sweep.soon();
    }, noticeDelayMs).unref();
  };
  return {
    read: async ({ userId, sessionId }) => {
      // Judged before the question goes out: a lease renewed while it is under way backs later answers only.
      if (!lease.isHeld()) return nothing;
      const own = [profileKey(userId), usageKey(userId)];
      const keys = sessionId === null ? own : [...own, sessionKey(sessionId)];
      const asked = await redis.ask(async (client, run) => ({ run, texts: await client.mGet(keys) }));
      if (!asked.answered) return nothing;
      const { run, texts } = asked.value;
      const [profile = null, usage = null, session = null] = texts;
      return {
        kept: decodeKept(profile, run),
        session,
        usage: decodeUsage(usage, { run, now: clock.now() }),
      };
    },
    beginFill: beginRedisFill({ ...needs, lease }),
    drop: async (userId) => {
      await drop(userId);
      notice();
    },
    beginUsage: beginUsageFill({ ...needs, lease }),
    dropUsage: async (asked) => {
      await dropUsage(asked);
      notice();
    },
    notice,
    keepSession: async (sessionId, verdict) => {
      const lifetime = { expiration: { type: 'PX', value: sessionKeptForMs } } as const;
      await redis.ask((client) => client.set(sessionKey(sessionId), verdict, lifetime));
    },
    close: async () => {
      clearTimeout(noticed);
      await sweep.stop();
    },
  };
};
