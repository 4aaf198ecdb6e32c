import { SignJWT } from 'jose';
import type { Clock } from '../../../kernel/clock.ts';
import { audience } from '../tokens/token-claims.ts';
import type { Account } from './account.ts';
import type { SigningKeys } from './signing-keys.ts';

/** Who issues the tokens of embedded sign-in. No address: the server does not know how it is reached from outside. */
export const embeddedIssuer = 'gleaner/auth/v1';

/** How long an access token is good for. */
export const accessTokenSeconds = 3600;

type Needs = { readonly keys: Pick<SigningKeys, 'current'>; readonly clock: Clock };

/** Makes an access token with the claims that Supabase's tokens have. */
export type IssueToken = (
  account: Account,
  session: { readonly id: string; readonly createdAt: Date },
) => Promise<{ readonly accessToken: string; readonly expiresAtSeconds: number }>;

/** Signs with the current key, ES256. */
export const issueToken =
  ({ keys, clock }: Needs): IssueToken =>
  async (account, session) => {
    const { kid, privateKey } = await keys.current();
    const nowSeconds = Math.floor(clock.now().getTime() / 1000);
    const expiresAtSeconds = nowSeconds + accessTokenSeconds;
    const claims = {
      email: account.email ?? '',
      phone: '',
      app_metadata: account.appMetadata,
      user_metadata: account.userMetadata,
      role: audience,
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: Math.floor(session.createdAt.getTime() / 1000) }],
      session_id: session.id,
      is_anonymous: false,
    };
    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
      .setIssuer(embeddedIssuer)
      .setAudience(audience)
      .setSubject(account.id)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(expiresAtSeconds)
      .sign(privateKey);
    return { accessToken, expiresAtSeconds };
  };
