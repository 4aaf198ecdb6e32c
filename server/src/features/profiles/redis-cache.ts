import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { beginFillScript, keepScript } from './cache-scripts.ts';
import { decodeKept, encodeKept } from './cached-profile.ts';
import { createLease, leaseMs } from './lease.ts';
import type { CacheReading, ProfileCache } from './profile-cache.ts';
import type { ProfilesStore } from './profiles.store.ts';
import { profileKey, sessionKey } from './redis-keys.ts';
import { replayOutbox } from './replay-outbox.ts';
import { sessionKeptForMs } from './verdicts.ts';

const profileKeptForMs = 3_600_000;
// Downwards only, so that profiles cached together do not all expire together and none lives longer than promised.
const jitterMs = 360_000;
const absenceKeptForMs = 60_000;
const fillLimitMs = 5_000;
const sweepEveryMs = 250;
const outboxPollMs = 40;
// For clocks that do not run equally fast.
const leaseMarginMs = 50;
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
 * read; every change takes tokens and older values away. docs/decisions/0011 walks through the faults.
 */
export const createRedisCache = (needs: RedisCacheNeeds): ProfileCache & { readonly notice: () => void } => {
  const { redis, store, clock, ids, chance, instances } = needs;
  const lease = createLease(clock);
  const sweep = createRepeat({
    everyMs: sweepEveryMs,
    work: replayOutbox({ store, redis, lease, clock }),
    onFault: needs.onFault,
  });
  let noticed: NodeJS.Timeout | undefined;

  const keep = async (userId: string, token: string, value: string, isAbsence: boolean): Promise<void> => {
    const forMs = isAbsence ? absenceKeptForMs : Math.round(profileKeptForMs - chance() * jitterMs);
    await redis.ask((client) =>
      client.eval(keepScript, { keys: [profileKey(userId)], arguments: [token, value, String(forMs)] }),
    );
  };

  /** Redis is out of reach: until somebody else has told it, or until nobody can believe it any more. */
  const outwaitLeases = async (userId: string): Promise<void> => {
    const committedAtMs = clock.elapsedMs();
    lease.giveUp();
    if (instances === 1) return;
    while (clock.elapsedMs() - committedAtMs < leaseMs + leaseMarginMs) {
      if (!(await store.hasChanges(userId))) return;
      await wait(outboxPollMs);
    }
  };

  const notice = (): void => {
    noticed ??= setTimeout(() => {
      noticed = undefined;
      void sweep.soon();
    }, noticeDelayMs).unref();
  };

  return {
    read: async ({ userId, sessionId }) => {
      // Asked before the question goes out: afterwards it could have been renewed by news that came later.
      if (!lease.isHeld()) return nothing;
      const keys = sessionId === null ? [profileKey(userId)] : [profileKey(userId), sessionKey(sessionId)];
      const asked = await redis.ask(async (client, run) => ({ run, texts: await client.mGet(keys) }));
      if (!asked.answered) return nothing;
      const [profile = null, session = null] = asked.value.texts;
      return { kept: decodeKept(profile, asked.value.run), session };
    },
    beginFill: async (userId) => {
      if (!lease.isHeld()) return null;
      const token = (run: string): string => JSON.stringify({ filling: ids.next(), run });
      const begun = await redis.ask(async (client, run) => {
        const args = [token(run), run, String(fillLimitMs)];
        const held = await client.eval(beginFillScript, { keys: [profileKey(userId)], arguments: args });
        return { run, held: String(held) };
      });
      if (!begun.answered) return null;
      const { run, held } = begun.value;
      const kept = decodeKept(held, run);
      if (kept !== null) return kept;
      return { keep: (profile) => keep(userId, held, encodeKept(profile, run), profile === null) };
    },
    drop: async (userId) => {
      const dropped = await redis.ask((client) => client.del(profileKey(userId)));
      if (dropped.answered) notice();
      else await outwaitLeases(userId);
    },
    notice,
    keepSession: async (sessionId, verdict) => {
      await redis.ask((client) =>
        client.set(sessionKey(sessionId), verdict, {
          expiration: { type: 'PX', value: sessionKeptForMs },
        }),
      );
    },
    close: async () => {
      clearTimeout(noticed);
      await sweep.stop();
    },
  };
};
