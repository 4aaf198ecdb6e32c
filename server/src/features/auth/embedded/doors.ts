import type { Door, Knock } from '../../../http/door.ts';
import type { Plan } from '../../../kernel/catalogue.ts';
import type { AddressLimiter, UserLimiter } from '../../limits/index.ts';
import { bearerOf } from '../bearer.ts';
import type { SessionPrincipal } from '../principal.ts';
import type { JudgeSession } from '../session-verdict.ts';
import type { JudgeToken } from '../tokens/judge-token.ts';
import { refusal } from './refuse.ts';

type Needs = {
  readonly judgeToken: JudgeToken;
  readonly judgeSession: JudgeSession;
  /** Whose key this is, unless it was revoked. */
  readonly ownerOfKey: (key: string) => Promise<string | null>;
  readonly readPlan: (userId: string) => Promise<{ readonly profile: { readonly plan: Plan } | null }>;
  readonly apiLimiter: UserLimiter;
  readonly addressLimiter: AddressLimiter;
};

/** Looks at a refresh token: only those that are not good are counted, for who is signed in must stay so. */
export type CheckRefresh = <T>(look: () => Promise<T>) => Promise<T>;

/** The doors of embedded sign-in, which refuse in Supabase's words. */
export type EmbeddedDoors = {
  /** Whoever has a session that has not ended: asked of the database every time. */
  readonly session: Door<{ readonly principal: SessionPrincipal }>;
  /** Everybody, some times a minute; told whose key was shown, if one was. */
  readonly newcomer: Door<{ readonly ownerOfKey: string | null }>;
  /** Everybody who has a refresh token, and some times a minute everybody else. */
  readonly grant: Door<{ readonly checkRefresh: CheckRefresh }>;
};

const sessionDoor = (needs: Needs): EmbeddedDoors['session'] => {
  const { judgeToken, judgeSession, readPlan, apiLimiter, addressLimiter } = needs;
  const check = async (token: string): Promise<SessionPrincipal> => {
    const verdict = await judgeToken(token);
    if (verdict.kind === 'bad') throw refusal('bad_jwt');
    return verdict.principal;
  };
  const enter = async (knock: Knock) => {
    const token = bearerOf(knock.authorization);
    if (token === null) throw refusal('no_authorization');
    const principal = judgeToken.recall(token) ?? (await addressLimiter.check(knock, () => check(token)));
    // Before it is counted: who is signed out must not use up what others of the same account may send.
    if ((await judgeSession(principal)) === 'ended')
      throw await addressLimiter.refused(knock, refusal('session_not_found'));
    const { userId } = principal;
    await apiLimiter.admit({ userId, tell: knock.tell }, () => readPlan(userId));
    return { principal };
  };
  return { security: 'bearer', limitedBy: 'user', enter };
};

/** Makes the doors. */
export const createEmbeddedDoors = (needs: Needs): EmbeddedDoors => {
  const { ownerOfKey, addressLimiter } = needs;
  return {
    session: sessionDoor(needs),
    newcomer: {
      security: null,
      limitedBy: 'address',
      enter: async (knock) => {
        await addressLimiter.attempt(knock);
        // Supabase's clients send their public key here when nobody is signed in: that is no claim to anything.
        const bearer = bearerOf(knock.authorization);
        if (!bearer?.startsWith('glk_')) return { ownerOfKey: null };
        const owner = await ownerOfKey(bearer);
        if (owner === null) throw refusal('bad_jwt');
        return { ownerOfKey: owner };
      },
    },
    grant: {
      security: null,
      limitedBy: 'address',
      enter: async (knock) => {
        const isRefresh = knock.query('grant_type') === 'refresh_token';
        if (!isRefresh) await addressLimiter.attempt(knock);
        return { checkRefresh: (look) => addressLimiter.check(knock, look) };
      },
    },
  };
};
