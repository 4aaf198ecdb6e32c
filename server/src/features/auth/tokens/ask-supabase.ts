import { decodeJwt, errors } from 'jose';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { createSingleFlight } from '../../../kernel/single-flight.ts';
import { createJudgedTokens } from './judged-tokens.ts';
import { audience, principalOf, TokenClaims } from './token-claims.ts';
import type { TokenVerdict } from './verify-token.ts';

type Judged = Exclude<TokenVerdict, { kind: 'unjudged' }>;

/** Has a token judged by whoever issued it. Throws `sign_in_unavailable` when there is no answer. */
export type AskIssuer = (token: string) => Promise<Judged>;

type Needs = {
  readonly url: string;
  readonly anonKey: string | null;
  readonly clock: Clock;
  readonly timeoutMs: number;
};

const verdictMs = 60_000;
const mostVerdicts = 2_000;
// Strangers can make us ask: more than this at once would be their load on Supabase, carried there by us.
const mostAtOnce = 16;

const Answer = z.object({ id: z.uuid() });
const Claims = TokenClaims.extend({ iss: z.string(), aud: z.union([z.string(), z.array(z.string())]) });

const unavailable = (cause?: unknown): AppError =>
  new AppError('sign_in_unavailable', 'Who you are cannot be checked now: try again in a moment.', {
    retryAfterSeconds: 2,
    ...(cause === undefined ? {} : { cause }),
  });

/** The claims of a token that nobody vouched for yet, or null when it cannot be good whatever its signature. */
const plausibleClaims = (token: string, issuer: string, nowMs: number) => {
  try {
    const claims = Claims.safeParse(decodeJwt(token));
    if (!claims.success || claims.data.iss !== issuer || claims.data.exp * 1000 <= nowMs) return null;
    return [claims.data.aud].flat().includes(audience) ? claims.data : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
};

/** Whose token it is, or null when Supabase does not accept it. */
const fetchUserId = async (
  token: string,
  { url, anonKey, timeoutMs }: Omit<Needs, 'clock'>,
): Promise<string | null> => {
  const answer = await fetch(`${url}/auth/v1/user`, {
    headers: { authorization: `Bearer ${token}`, ...(anonKey ? { apikey: anonKey } : {}) },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if ([401, 403, 404].includes(answer.status)) return null;
  if (!answer.ok) throw new Error(`Supabase Auth answered ${answer.status}.`);
  return Answer.parse(await answer.json()).id;
};

/**
 * Asks Supabase Auth (`GET /auth/v1/user`) about tokens that cannot be checked here, such as HS256 without the secret.
 * An answer is kept for at most a minute; no answer is no verdict.
 */
export const askSupabase = ({ url, anonKey, clock, timeoutMs }: Needs): AskIssuer => {
  const known = createJudgedTokens({ most: mostVerdicts, clock });
  const onlyOnce = createSingleFlight<Judged>();
  let asking = 0;

  const askUserId = async (token: string): Promise<string | null> => {
    if (asking >= mostAtOnce) throw unavailable();
    asking += 1;
    try {
      return await fetchUserId(token, { url, anonKey, timeoutMs });
    } catch (cause) {
      throw unavailable(cause);
    } finally {
      asking -= 1;
    }
  };

  const ask = async (token: string): Promise<Judged> => {
    const nowMs = clock.now().getTime();
    const claims = plausibleClaims(token, `${url}/auth/v1`, nowMs);
    if (!claims) return { kind: 'bad', reason: 'it is expired or not meant for this server' };
    const userId = await askUserId(token);
    const verdict: Judged =
      userId === claims.sub
        ? { kind: 'good', principal: principalOf(claims, token) }
        : { kind: 'bad', reason: 'its issuer does not accept it' };
    known.keep(token, verdict, Math.min(nowMs + verdictMs, claims.exp * 1000));
    return verdict;
  };

  return async (token) => known.find(token) ?? onlyOnce(token, () => ask(token));
};
