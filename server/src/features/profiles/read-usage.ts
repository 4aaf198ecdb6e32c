import { AppError } from '../../kernel/app-error.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { MemberProfile } from './profile.ts';
import type { ProfileCache } from './profile-cache.ts';
import type { ProfilesStore } from './profiles.store.ts';

type Needs = {
  readonly cache: Pick<ProfileCache, 'beginUsage' | 'dropUsage'>;
  readonly store: Pick<ProfilesStore, 'findUsage'>;
};

/**
 * What a user has used this month, for showing: as it was found beside the profile, else from Postgres. Who is let in to
 * use more is never decided by this.
 */
export const readUsage =
  ({ cache, store }: Needs) =>
  async ({ id, version, keptUsage }: Pick<MemberProfile, 'id' | 'version' | 'keptUsage'>) => {
    if (keptUsage !== null) return keptUsage;
    const { keep } = await cache.beginUsage({ userId: id, profileVersion: version });
    const reading = await store.findUsage(id);
    if (reading === null) throw new AppError('unauthenticated', 'This account is gone.');
    await keep(reading);
    return reading;
  };

/** Takes the right to tell the cache of usage that will be settled. */
export type ExpectUsage = (user: Pick<MemberProfile, 'id' | 'version'>) => Promise<{
  /** After the settlement, before the answer: when it resolves, no instance shows less. */
  readonly tell: (reading: UsageReading) => Promise<void>;
}>;

/** Makes {@link ExpectUsage}. */
export const expectUsage =
  ({ cache }: Pick<Needs, 'cache'>): ExpectUsage =>
  async ({ id: userId, version: profileVersion }) => {
    const { keep } = await cache.beginUsage({ userId, profileVersion });
    return {
      tell: async (reading) => {
        if (!(await keep(reading))) await cache.dropUsage({ userId, version: reading.version });
      },
    };
  };
