import { createProfiles } from '../../features/profiles/index.ts';
import { systemClock } from '../../kernel/clock.ts';
import { randomIds } from '../../kernel/ids.ts';
import type { Postgres } from '../../platform/postgres/postgres.ts';
import { openRedis } from '../../platform/redis/open-redis.ts';
import type { DrilledProfiles } from './drilled-profiles.ts';

type Needs = { readonly postgres: Postgres; readonly redisUrl: string; readonly instances: number };

/** The server's own profiles, composed as the server composes them. */
export const createGleanerProfiles = async (needs: Needs): Promise<DrilledProfiles> => {
  const { postgres, redisUrl, instances } = needs;
  let hits = 0;
  const logger = {
    info: () => {},
    warn: () => {},
    debug: (line: string): void => {
      if (line.startsWith('[UserCache] Hit')) hits += 1;
    },
  };
  const redis = await openRedis({ url: redisUrl, logger });
  const profiles = await createProfiles({
    postgres,
    redis,
    clock: systemClock(),
    ids: randomIds(),
    chance: Math.random,
    instances,
    logger,
  });
  return {
    read: async (userId) => (await profiles.getCachedUser(userId))?.version ?? null,
    invalidate: profiles.invalidateUserCache,
    hits: () => hits,
    close: async () => {
      await profiles.close();
      await redis.close();
    },
  };
};
