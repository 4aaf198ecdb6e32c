import type { MemberProfile, Verdict } from './profile.ts';
import type { Kept, ProfileCache } from './profile-cache.ts';
import type { createVerdicts } from './verdicts.ts';

type Needs = {
  readonly cache: Pick<ProfileCache, 'read'>;
  readonly loadProfile: (userId: string) => Promise<Kept>;
  readonly verdicts: Pick<ReturnType<typeof createVerdicts>, 'find'>;
  readonly logger: { readonly debug: (line: string) => void };
};

/** Who is asking, as far as the database has to say; of no session there is no verdict. */
export type MemberReading = {
  readonly profile: MemberProfile | null;
  readonly verdict: Verdict | 'unknown';
};

/** Reads the profile, the usage beside it and the verdict on the session: warm, in one round trip to Redis and none to Postgres. */
export const readMember =
  ({ cache, loadProfile, verdicts, logger }: Needs) =>
  async (asked: { userId: string; sessionId: string | null }): Promise<MemberReading> => {
    const { userId, sessionId } = asked;
    const { kept, session, usage } = await cache.read(asked);
    logger.debug(`[UserCache] ${kept === null ? 'Miss' : 'Hit'}: ${userId}`);
    const { profile } = kept ?? (await loadProfile(userId));
    if (profile === null) return { profile, verdict: 'unknown' };
    const verdict =
      sessionId === null ? 'unknown' : verdicts.find({ sessionId, version: profile.version, text: session });
    // Another version may have another period.
    const keptUsage = usage?.profileVersion === profile.version ? usage : null;
    return { profile: { ...profile, keptUsage }, verdict };
  };
