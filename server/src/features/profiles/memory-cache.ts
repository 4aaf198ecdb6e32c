import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.ts';
import type { Kept, ProfileCache } from './profile-cache.ts';

const mostUsers = 10_000;
/** Below the second within which SQL typed elsewhere is to be seen, also when nobody tells us of it. */
const keptForMs = 900;

/** Profiles in this process, for a server that is the only one and has no Redis. */
export const createMemoryCache = (
  clock: Pick<Clock, 'elapsedMs'>,
): ProfileCache & { readonly forget: (userId: string) => void } => {
  const perf = { now: clock.elapsedMs };
  const profiles = new LRUCache<string, Kept>({ max: mostUsers, ttl: keptForMs, perf });
  const fills = new LRUCache<string, symbol>({ max: mostUsers });
  const forget = (userId: string): void => {
    profiles.delete(userId);
    fills.delete(userId);
  };
  return {
    read: async ({ userId }) => ({ kept: profiles.get(userId) ?? null, session: null, usage: null }),
    beginFill: async (userId) => {
      const fill = Symbol('fill');
      const start = clock.elapsedMs();
      fills.set(userId, fill);
      return {
        setCachedUser: async (profile) => {
          if (fills.get(userId) !== fill) return;
          fills.delete(userId);
          // Its age counts from before it was read.
          profiles.set(userId, { profile }, { start });
        },
      };
    },
    drop: async (userId) => forget(userId),
    forget,
    // One query of an embedded database, or one of the only instance: not worth a memory of its own.
    beginUsage: async () => ({ keep: async () => true }),
    dropUsage: async () => {},
    // The room keeps verdicts in memory by itself.
    keepSession: async () => {},
    close: async () => {},
  };
};
