import type { Kept, ProfileCache } from './profile-cache.ts';
import type { ProfilesStore } from './profiles.store.ts';

type Needs = {
  readonly cache: Pick<ProfileCache, 'read' | 'beginFill'>;
  readonly store: Pick<ProfilesStore, 'findProfile'>;
};

/**
 * Reads a profile from Postgres and keeps it; one reading of a user at a time. Whoever comes while one is under way may
 * not take its result: it may have begun before a change that the newcomer is to see. The newcomer waits for it, looks
 * into the cache again, where the result is unless it was overtaken, and else joins a reading that begins now.
 */
export const loadProfile = ({ cache, store }: Needs) => {
  const underWay = new Map<string, Promise<Kept>>();

  const fill = async (userId: string): Promise<Kept> => {
    const begun = await cache.beginFill(userId);
    if (begun !== null && 'profile' in begun) return begun;
    const profile = await store.findProfile(userId);
    await begun?.setCachedUser(profile);
    return { profile };
  };

  const begin = (userId: string): Promise<Kept> => {
    const reading = fill(userId).finally(() => underWay.delete(userId));
    underWay.set(userId, reading);
    return reading;
  };

  return async (userId: string): Promise<Kept> => {
    const earlier = underWay.get(userId);
    if (earlier !== undefined) {
      // Its fault is told to whoever began it; here it only means that there is nothing to find.
      await earlier.catch(() => null);
      const { kept } = await cache.read({ userId, sessionId: null });
      if (kept !== null) return kept;
    }
    // What is under way now began after the earlier one ended, and so after this call.
    return underWay.get(userId) ?? begin(userId);
  };
};
