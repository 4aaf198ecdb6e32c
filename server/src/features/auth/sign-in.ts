import { AppError } from '../../kernel/app-error.ts';
import { bearerOf } from './bearer.ts';
import type { KnownKeys } from './known-keys.ts';
import type { Principal } from './principal.ts';
import type { JudgeToken } from './tokens/judge-token.ts';

type Credentials = { readonly authorization: string | undefined };

/** From what a request carries to who is asking. */
export type SignIn = {
  /** Whose token or key this is, where that is known already: it costs no question to anybody. */
  readonly recognise: (credentials: Credentials) => Principal | null;
  /** Finds out. Throws `unauthenticated`, or `sign_in_unavailable` when nobody can tell. */
  readonly check: (credentials: Credentials) => Promise<Principal>;
};

type Needs = { readonly keys: KnownKeys; readonly judgeToken: JudgeToken };

const isKey = (bearer: string): boolean => bearer.startsWith('glk_');

/** API keys and access tokens come in the same header and are told apart by how they begin. */
export const signIn = ({ keys, judgeToken }: Needs): SignIn => ({
  recognise: ({ authorization }) => {
    const bearer = bearerOf(authorization);
    if (bearer === null) return null;
    return isKey(bearer) ? keys.recall(bearer) : judgeToken.recall(bearer);
  },
  check: async ({ authorization }) => {
    const bearer = bearerOf(authorization);
    if (bearer === null) {
      throw new AppError(
        'unauthenticated',
        'Send an API key or an access token as "Authorization: Bearer …".',
      );
    }
    if (isKey(bearer)) {
      const key = await keys.find(bearer);
      if (!key) throw new AppError('unauthenticated', 'This API key does not exist or was revoked.');
      return key;
    }
    const verdict = await judgeToken(bearer);
    if (verdict.kind === 'bad') throw new AppError('unauthenticated', 'This access token is not good here.');
    return verdict.principal;
  },
});
