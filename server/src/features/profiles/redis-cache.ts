import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { keptDecoder } from './cached-profile.ts';
import { dropFromRedis } from './drop-from-redis.ts';
import { beginRedisFill } from './fill-redis.ts';
import { createLease } from './lease.ts';
import type { CacheReading, ProfileCache } from './profile-cache.ts';
import type { ProfilesStore } from './profiles.store.ts';
import { profileKey, sessionKey } from './redis-keys.ts';
import { replayOutbox } from './replay-outbox.ts';
import { sessionKeptForMs } from './verdicts.ts';

const sweepEveryMs = 250;
// Whoever wrote through the API has told Redis by then, and there is nothing left to do.
const noticeDelayMs = 40;

const nothing: CacheReading = { kept: null, session: null };

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
  const decodeKept = keptDecoder();
  const drop = dropFromRedis({ ...needs, lease });
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
      const keys = sessionId === null ? [profileKey(userId)] : [profileKey(userId), sessionKey(sessionId)];
      const asked = await redis.ask(async (client, run) => ({ run, texts: await client.mGet(keys) }));
      if (!asked.answered) return nothing;
      const [profile = null, session = null] = asked.value.texts;
      return { kept: decodeKept(profile, asked.value.run), session };
    },
    beginFill: beginRedisFill({ ...needs, lease, decodeKept }),
    drop: async (userId) => {
      await drop(userId);
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
