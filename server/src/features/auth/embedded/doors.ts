import type { Door } from '../../../http/door.ts';
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
};

/** The doors of embedded sign-in, which refuse in Supabase's words. */
export type EmbeddedDoors = {
  /** Whoever has a session that has not ended: asked of the database every time. */
  readonly session: Door<{ readonly principal: SessionPrincipal }>;
  /** Everybody; told whose key was shown, if one was. */
  readonly newcomer: Door<{ readonly ownerOfKey: string | null }>;
};

/** Makes the doors. */
export const createEmbeddedDoors = ({ judgeToken, judgeSession, ownerOfKey }: Needs): EmbeddedDoors => ({
  session: {
    security: 'bearer',
    limitedBy: 'user',
    enter: async ({ authorization }) => {
      const token = bearerOf(authorization);
      if (token === null) throw refusal('no_authorization');
      const verdict = await judgeToken(token);
      if (verdict.kind === 'bad') throw refusal('bad_jwt');
      if ((await judgeSession(verdict.principal)) === 'ended') throw refusal('session_not_found');
      return { principal: verdict.principal };
    },
  },
  newcomer: {
    security: null,
    limitedBy: 'address',
    enter: async ({ authorization }) => {
      // Supabase's clients send their public key here when nobody is signed in: that is no claim to anything.
      const bearer = bearerOf(authorization);
      if (!bearer?.startsWith('glk_')) return { ownerOfKey: null };
      const owner = await ownerOfKey(bearer);
      if (owner === null) throw refusal('bad_jwt');
      return { ownerOfKey: owner };
    },
  },
});
