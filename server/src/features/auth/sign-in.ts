import { AppError } from '../../kernel/app-error.ts';
import { bearerOf } from './bearer.ts';
import type { KnownKeys } from './known-keys.ts';
import type { Principal } from './principal.ts';
import type { JudgeToken } from './tokens/judge-token.ts';

/**
 * From what a request carries to who is asking. Once a token or key is known it costs no question to anybody.
 * Throws `unauthenticated`, or `sign_in_unavailable` when nobody can tell.
 */
export type SignIn = (credentials: { readonly authorization: string | undefined }) => Promise<Principal>;

type Needs = { readonly keys: KnownKeys; readonly judgeToken: JudgeToken };

/** API keys and access tokens come in the same header and are told apart by how they begin. */
export const signIn =
  ({ keys, judgeToken }: Needs): SignIn =>
  async ({ authorization }) => {
    const bearer = bearerOf(authorization);
    if (bearer === null) {
      throw new AppError(
        'unauthenticated',
        'Send an API key or an access token as "Authorization: Bearer …".',
      );
    }
    if (bearer.startsWith('glk_')) {
      const key = await keys.find(bearer);
      if (!key) throw new AppError('unauthenticated', 'This API key does not exist or was revoked.');
      return key;
    }
    const verdict = await judgeToken(bearer);
    if (verdict.kind === 'bad') throw new AppError('unauthenticated', 'This access token is not good here.');
    return verdict.principal;
  };
