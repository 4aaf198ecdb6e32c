import type { CodeChallengeMethod, JWT, OAuth2Client, OAuth2ClientOptions } from 'google-auth-library';
import { z } from 'zod';

/** What the operator set up at Google, as far as it is there. */
export type GoogleSettings = {
  readonly client: { readonly id: string; readonly secret: string } | null;
  readonly serviceAccount: { readonly email: string; readonly privateKey: string } | null;
  /** Where Google sends people back to: `…/api/google/callback`. */
  readonly redirectUri: string;
  /** For tests: stands in for all of Google's addresses. */
  readonly apiBase: string | null;
};

/** Files that Gleaner made or was given, and no others. */
export const connectScope = 'https://www.googleapis.com/auth/drive.file';
// A service account reaches what was shared with it, which Gleaner did not make.
const serviceScope = 'https://www.googleapis.com/auth/spreadsheets';

const timeoutMs = 10_000;

/** An access token for a while, or why there is none; `revoked`: the grant is over, whatever else is tried. */
export type TokenReading =
  | { readonly ok: true; readonly accessToken: string }
  | { readonly ok: false; readonly reason: 'revoked' | 'unavailable' };

const Refusal = z.object({ response: z.object({ status: z.number(), data: z.unknown() }) });
const Fault = z.object({ error: z.string() });

const reasonOf = (error: unknown): 'revoked' | 'unavailable' => {
  const refusal = Refusal.safeParse(error);
  const fault = Fault.safeParse(refusal.data?.response.data);
  // RFC 6749, 5.2: what the user took back, what ran out, what was never given.
  return fault.success && fault.data.error === 'invalid_grant' ? 'revoked' : 'unavailable';
};

const optionsOf = ({ apiBase }: GoogleSettings): OAuth2ClientOptions => ({
  transporterOptions: {
    timeout: timeoutMs,
    ...(apiBase === null
      ? {}
      : {
          fetchImplementation: (input, init) =>
            fetch(String(input).replace('https://oauth2.googleapis.com', apiBase), init),
        }),
  },
  ...(apiBase === null ? {} : { endpoints: { oauth2AuthBaseUrl: `${apiBase}/o/oauth2/v2/auth` } }),
});

const tokenOf = async (client: OAuth2Client | JWT): Promise<TokenReading> => {
  try {
    const { token } = await client.getAccessToken();
    return token ? { ok: true, accessToken: token } : { ok: false, reason: 'unavailable' };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
};

// Not small, and of use to few: it is loaded when somebody exports to Google.
const load = () => import('google-auth-library');

/** Google's sign-in (OAuth 2.0 with PKCE, RFC 7636), through Google's own library. */
export const createGoogleAuth = (settings: GoogleSettings) => {
  const openClient = async (): Promise<OAuth2Client> => {
    const { client, redirectUri } = settings;
    if (client === null) throw new Error('There is no Google client.');
    const { OAuth2Client } = await load();
    return new OAuth2Client({
      ...optionsOf(settings),
      ...{ clientId: client.id, clientSecret: client.secret, redirectUri },
    });
  };

  let service: Promise<JWT> | null = null;
  const openService = async ({ email, privateKey }: NonNullable<GoogleSettings['serviceAccount']>) => {
    const { JWT } = await load();
    return new JWT({ ...optionsOf(settings), email, key: privateKey, scopes: [serviceScope] });
  };

  return {
    canConnect: settings.client !== null,
    /** Where somebody is sent to agree. */
    connectUrl: async (asked: { state: string; codeChallenge: string }): Promise<string> => {
      const s256: CodeChallengeMethod.S256 = (await load()).CodeChallengeMethod.S256;
      return (await openClient()).generateAuthUrl({
        access_type: 'offline',
        // Google gives a refresh token only to who has just agreed.
        prompt: 'consent',
        scope: [connectScope],
        state: asked.state,
        code_challenge: asked.codeChallenge,
        code_challenge_method: s256,
      });
    },
    /** Takes what Google sent back. @returns the refresh token, and the scopes that were agreed to; null: refused. */
    redeemCode: async (asked: { code: string; codeVerifier: string }) => {
      try {
        const { tokens } = await (await openClient()).getToken(asked);
        return { refreshToken: tokens.refresh_token ?? null, scopes: (tokens.scope ?? '').split(' ') };
      } catch (error) {
        if (reasonOf(error) === 'revoked') return null;
        throw error;
      }
    },
    tokenOfConnection: async (refreshToken: string): Promise<TokenReading> => {
      const client = await openClient();
      client.setCredentials({ refresh_token: refreshToken });
      return tokenOf(client);
    },
    /** The operator's own account; null where there is none. Its token is kept until it runs out. */
    tokenOfService: async (): Promise<TokenReading | null> => {
      if (settings.serviceAccount === null) return null;
      service ??= openService(settings.serviceAccount);
      return tokenOf(await service);
    },
    /** Takes a grant back at Google. One that is gone there already is as good. */
    revoke: async (refreshToken: string): Promise<void> => {
      try {
        await (await openClient()).revokeToken(refreshToken);
      } catch (error) {
        const refusal = Refusal.safeParse(error);
        if (!refusal.success || refusal.data.response.status !== 400) throw error;
      }
    },
  };
};

/** Google's sign-in. */
export type GoogleAuth = ReturnType<typeof createGoogleAuth>;
