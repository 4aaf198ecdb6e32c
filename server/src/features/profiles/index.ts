/** What we know of a user, from a cache that is never wrong, and what users do with the own account. */

import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { Postgres } from '../../platform/postgres/postgres.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { loadProfile } from './load-profile.ts';
import { createMemoryCache } from './memory-cache.ts';
import type { Profile } from './profile.ts';
import { noCache, type ProfileCache } from './profile-cache.ts';
import { createProfilesStore } from './profiles.store.ts';
import { readMember } from './read-member.ts';
import { expectUsage, readUsage } from './read-usage.ts';
import { createRedisCache, type RedisCacheNeeds } from './redis-cache.ts';
import { createVerdicts } from './verdicts.ts';

export { createAccount } from './account.ts';
export type { MemberProfile, Profile } from './profile.ts';
export type { ExpectUsage } from './read-usage.ts';

type Needs = {
  readonly postgres: Pick<Postgres, 'db' | 'listen'>;
  readonly redis: Redis;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly chance: () => number;
  readonly instances: number;
  readonly logger: {
    readonly debug: (line: string) => void;
    readonly warn: (facts: object, line: string) => void;
  };
  /** Told of each read where it was answered. */
  readonly countRead?: (from: 'cache' | 'database') => void;
};

const tidyEveryMs = 600_000;

/** With Redis shared by all; without it in memory when there is nobody to share with; else not at all. */
const chooseCache = (needs: RedisCacheNeeds): { cache: ProfileCache; onChange: (userId: string) => void } => {
  if (needs.redis.state() !== 'absent') {
    const cache = createRedisCache(needs);
    return { cache, onChange: cache.notice };
  }
  if (needs.instances > 1) return { cache: noCache, onChange: () => {} };
  const cache = createMemoryCache(needs.clock);
  return { cache, onChange: cache.forget };
};

/** Opens the room. It hears of changes made elsewhere as soon as Postgres tells, and finds them itself otherwise. */
export const createProfiles = async (needs: Needs) => {
  const { postgres, clock, logger } = needs;
  const store = createProfilesStore(postgres.db);
  const onFault = (err: unknown): void =>
    logger.warn({ err }, '[UserCache] The outbox cannot be read: profiles come from Postgres');
  const { cache, onChange } = chooseCache({ ...needs, store, onFault });
  const verdicts = createVerdicts({ cache, clock });
  const read = readMember({ ...needs, cache, loadProfile: loadProfile({ cache, store }), verdicts });
  const stopListening = await postgres.listen('profile_changed', { onNotify: onChange });
  const tidying = createRepeat({ everyMs: tidyEveryMs, work: store.clearOutlivedChanges, onFault });
  return {
    readMember: read,
    keepVerdict: verdicts.keep,
    readUsage: readUsage({ cache, store }),
    findUsage: store.findUsage,
    expectUsage: expectUsage({ cache }),
    getCachedUser: async (userId: string): Promise<Profile | null> =>
      (await read({ userId, sessionId: null })).profile,
    /**
     * For whoever changed anything a profile holds: after the commit, before the answer. When it resolves, no instance
     * serves what the profile was before.
     */
    invalidateUserCache: async (userId: string): Promise<void> => {
      await cache.drop(userId);
      logger.debug(`[UserCache] Invalidated: ${userId}`);
    },
    close: async (): Promise<void> => {
      await Promise.all([stopListening(), tidying.stop(), cache.close()]);
    },
  };
};
