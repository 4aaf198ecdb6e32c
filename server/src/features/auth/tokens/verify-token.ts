import { decodeProtectedHeader, errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Clock } from '../../../kernel/clock.ts';
import type { SessionPrincipal } from '../principal.ts';
import { KeysUnavailableError } from './key-set.ts';
import { audience, leewaySeconds, principalOf, TokenClaims } from './token-claims.ts';

/** What a look at a token says; `unjudged` when nobody here has what it takes to check it. */
export type TokenVerdict =
  | { readonly kind: 'good'; readonly principal: SessionPrincipal }
  | { readonly kind: 'bad'; readonly reason: string }
  | { readonly kind: 'unjudged' };

/** Checks a token without asking anybody, once the keys are known. */
export type VerifyToken = (token: string) => Promise<TokenVerdict>;

// What may be checked with a published key. The list is by kind of key: a public key must never be taken for the
// shared secret of HS256 (RFC 8725, 2.1), and `none` is on no list.
const publicKeyAlgorithms = ['ES256', 'RS256', 'EdDSA'];

type Needs = {
  readonly publicKeys: JWTVerifyGetKey;
  /** The shared secret of older Supabase projects (HS256); `unknown` when there may be one, but not here. */
  readonly secret: Uint8Array | 'unknown' | 'none';
  readonly issuer: string;
  readonly clock: Clock;
};

const algorithmOf = (token: string): string | null => {
  try {
    return decodeProtectedHeader(token).alg ?? null;
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
};

/** Verifies JSON Web Tokens (RFC 7519): signature, issuer, audience, and times with a few seconds' leeway. */
export const verifyToken = ({ publicKeys, secret, issuer, clock }: Needs): VerifyToken => {
  const check = async (token: string, algorithm: string): Promise<TokenVerdict> => {
    const expected: JWTVerifyOptions = {
      issuer,
      audience,
      clockTolerance: leewaySeconds,
      currentDate: clock.now(),
      requiredClaims: ['exp', 'iat', 'sub'],
    };
    const shared = algorithm === 'HS256' ? secret : 'none';
    if (shared === 'unknown') return { kind: 'unjudged' };
    const { payload } =
      shared === 'none'
        ? await jwtVerify(token, publicKeys, { ...expected, algorithms: publicKeyAlgorithms })
        : await jwtVerify(token, shared, { ...expected, algorithms: ['HS256'] });
    const claims = TokenClaims.safeParse(payload);
    if (!claims.success) return { kind: 'bad', reason: 'it is not of a session of a user' };
    return { kind: 'good', principal: principalOf(claims.data, token) };
  };

  return async (token) => {
    const algorithm = algorithmOf(token);
    if (algorithm === null) return { kind: 'bad', reason: 'it is not a token' };
    try {
      return await check(token, algorithm);
    } catch (error) {
      if (error instanceof KeysUnavailableError) return { kind: 'unjudged' };
      if (error instanceof errors.JOSEError) return { kind: 'bad', reason: error.message };
      throw error;
    }
  };
};
