import type { Profile, Verdict } from './profile.ts';
import type { Kept, ProfileCache } from './profile-cache.ts';
import type { createVerdicts } from './verdicts.ts';

type Needs = {
  readonly cache: Pick<ProfileCache, 'read'>;
  readonly loadProfile: (userId: string) => Promise<Kept>;
  readonly verdicts: Pick<ReturnType<typeof createVerdicts>, 'find'>;
  readonly logger: { readonly debug: (line: string) => void };
  readonly countRead?: (from: 'cache' | 'database') => void;
};

/** Who is asking, as far as the database has to say; of no session there is no verdict. */
export type MemberReading = {
  readonly profile: Profile | null;
  readonly verdict: Verdict | 'unknown';
};

/** Reads the profile and the verdict on the session: warm, in one round trip to Redis and none to Postgres. */
export const readMember =
  ({ cache, loadProfile, verdicts, logger, countRead = () => {} }: Needs) =>
  async (asked: { userId: string; sessionId: string | null }): Promise<MemberReading> => {
    const { userId, sessionId } = asked;
    const { kept, session } = await cache.read(asked);
    logger.debug(`[UserCache] ${kept === null ? 'Miss' : 'Hit'}: ${userId}`);
    countRead(kept === null ? 'database' : 'cache');
    const { profile } = kept ?? (await loadProfile(userId));
    const verdict =
      sessionId === null || profile === null
        ? 'unknown'
        : verdicts.find({ sessionId, version: profile.version, text: session });
    return { profile, verdict };
  };
