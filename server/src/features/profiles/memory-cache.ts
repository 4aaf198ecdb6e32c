import { LRUCache } from 'lru-cache';
import type { Kept, ProfileCache } from './profile-cache.ts';

const mostUsers = 10_000;
/** Below a second, because SQL typed elsewhere is to be seen within one, and embedded Postgres may be the only listener. */
const keptForMs = 900;

/** Profiles in this process, for a server that is the only one and has no Redis. */
export const createMemoryCache = (): ProfileCache & { readonly forget: (userId: string) => void } => {
  const profiles = new LRUCache<string, Kept>({ max: mostUsers, ttl: keptForMs });
  const fills = new LRUCache<string, symbol>({ max: mostUsers });
  const forget = (userId: string): void => {
    profiles.delete(userId);
    fills.delete(userId);
  };
  return {
    read: async ({ userId }) => ({ kept: profiles.get(userId) ?? null, session: null }),
    beginFill: async (userId) => {
      const fill = Symbol('fill');
      fills.set(userId, fill);
      return {
        keep: async (profile) => {
          if (fills.get(userId) !== fill) return;
          fills.delete(userId);
          profiles.set(userId, { profile });
        },
      };
    },
    drop: async (userId) => forget(userId),
    forget,
    // The room keeps verdicts in memory by itself.
    keepSession: async () => {},
    close: async () => {},
  };
};
