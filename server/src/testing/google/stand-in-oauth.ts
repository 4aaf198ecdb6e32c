import { createHash, randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';

const oauthScopes = 'https://www.googleapis.com/auth/';

/** What a token lets its bearer do. */
export type Grant = { readonly account: string; readonly scopes: readonly string[] };
type Sending = { readonly status: number; readonly value: unknown };

const refuse = (error: string): Sending => ({ status: 400, value: { error, error_description: error } });

/** Google's OAuth as Gleaner sees it: codes with PKCE, refresh tokens that may be revoked, service accounts. */
export const createStandInOAuth = () => {
  const codes = new Map<string, Grant & { readonly challenge: string }>();
  const refreshTokens = new Map<string, Grant>();
  const accessTokens = new Map<string, Grant>();

  const issue = (grant: Grant): string => {
    const token = `ya29.${randomUUID()}`;
    accessTokens.set(token, grant);
    return token;
  };
  const answerWith = (grant: Grant, more: object = {}): Sending => ({
    status: 200,
    value: {
      ...{ access_token: issue(grant), expires_in: 3599, token_type: 'Bearer' },
      ...{ scope: grant.scopes.join(' '), ...more },
    },
  });

  const redeem = (form: URLSearchParams): Sending => {
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!code || code.challenge !== challenge) return refuse('invalid_grant');
    const refreshToken = `1//${randomUUID()}`;
    refreshTokens.set(refreshToken, code);
    return answerWith(code, { refresh_token: refreshToken });
  };

  return {
    /** An access token as an extension or a script has it. */
    issue: (account: string, scopes: readonly string[] = [`${oauthScopes}spreadsheets`]): string =>
      issue({ account, scopes }),
    grantOf: (authorization = ''): Grant | null =>
      accessTokens.get(authorization.replace(/^Bearer /, '')) ?? null,
    expire: (token: string): void => void accessTokens.delete(token),
    /** What a person does who is sent to Google: agrees, and comes back with this. */
    agree: (url: string, account: string, scopes?: readonly string[]) => {
      const asked = new URL(url).searchParams;
      const code = `4/${randomUUID()}`;
      const wanted = scopes ?? (asked.get('scope') ?? '').split(' ');
      codes.set(code, { account, scopes: wanted, challenge: asked.get('code_challenge') ?? '' });
      return { code, state: asked.get('state') ?? '', asked };
    },
    /** The account's owner takes every leave back. */
    revokeAll: (account: string): void => {
      for (const tokens of [refreshTokens, accessTokens])
        for (const [token, grant] of tokens) if (grant.account === account) tokens.delete(token);
    },
    countRefreshTokens: (): number => refreshTokens.size,
    token: (body: string): Sending => {
      const form = new URLSearchParams(body);
      switch (form.get('grant_type')) {
        case 'authorization_code':
          return redeem(form);
        case 'refresh_token': {
          const grant = refreshTokens.get(form.get('refresh_token') ?? '');
          return grant ? answerWith(grant) : refuse('invalid_grant');
        }
        case 'urn:ietf:params:oauth:grant-type:jwt-bearer': {
          const { iss = '', scope } = decodeJwt(form.get('assertion') ?? '');
          return answerWith({ account: iss, scopes: String(scope).split(' ') });
        }
        default:
          return refuse('unsupported_grant_type');
      }
    },
    revoke: (token: string): Sending =>
      refreshTokens.delete(token) ? { status: 200, value: {} } : refuse('invalid_token'),
  };
};
