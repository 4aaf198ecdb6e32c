import { createClient } from '@redis/client';
import { encodeKept, keptDecoder } from '../../features/profiles/cached-profile.ts';
import { createProfilesStore } from '../../features/profiles/profiles.store.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { DrilledProfiles } from './drilled-profiles.ts';

const keptForSeconds = 3_600;
const commandLimitMs = 50;
const anyRun = 'classic';

/**
 * The design that most servers have, as the mutant that the drill must catch: GET; on a miss SELECT and SETEX; after a
 * write DEL; a fault of Redis is a miss.
 */
export const createClassicProfiles = async (needs: {
  db: Db;
  redisUrl: string;
}): Promise<DrilledProfiles> => {
  const store = createProfilesStore(needs.db);
  const decodeKept = keptDecoder();
  let hits = 0;
  const client = createClient({
    url: needs.redisUrl,
    disableOfflineQueue: true,
    socket: { socketTimeout: 2_000, reconnectStrategy: 100 },
  });
  client.on('error', () => {});
  await client.connect();
  // A hung Redis would hang this design for good; given a limit, it goes on to its other faults.
  const limited = <T>(answer: Promise<T>): Promise<T | null> => {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), commandLimitMs));
    return Promise.race([answer.catch(() => null), late]);
  };
  return {
    read: async (userId) => {
      const key = `user:profile:${userId}`;
      const kept = decodeKept(await limited(client.get(key)), anyRun);
      if (kept !== null) {
        hits += 1;
        return kept.profile?.version ?? null;
      }
      const profile = await store.findProfile(userId);
      await limited(client.setEx(key, keptForSeconds, encodeKept(profile, anyRun)));
      return profile?.version ?? null;
    },
    invalidate: async (userId) => {
      await limited(client.del(`user:profile:${userId}`));
    },
    hits: () => hits,
    close: async () => client.destroy(),
  };
};
