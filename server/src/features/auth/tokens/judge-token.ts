import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { SessionPrincipal } from '../principal.ts';
import type { AskIssuer } from './ask-supabase.ts';
import { createJudgedTokens } from './judged-tokens.ts';
import type { TokenVerdict, VerifyToken } from './verify-token.ts';

/** Judges a token: what was good stays good until it expires, without a second look. */
export type JudgeToken = {
  (token: string): Promise<Exclude<TokenVerdict, { kind: 'unjudged' }>>;
  /** Whose token it is, where it has been found good before. */
  readonly recall: (token: string) => SessionPrincipal | null;
};

type Needs = {
  readonly verify: VerifyToken;
  /** Who is asked about what cannot be judged here; null where nobody else could know. */
  readonly ask: AskIssuer | null;
  readonly clock: Clock;
};

// A kilobyte each, at most.
const mostTokens = 10_000;

/** From a token to a verdict: remembered, checked here, or asked for. Bad ones are not remembered: they cost little. */
export const judgeToken = ({ verify, ask, clock }: Needs): JudgeToken => {
  const known = createJudgedTokens({ most: mostTokens, clock });
  const recall = (token: string): SessionPrincipal | null => {
    const found = known.find(token);
    return found?.kind === 'good' ? found.principal : null;
  };
  const judge = async (token: string) => {
    const principal = recall(token);
    if (principal) return { kind: 'good', principal } as const;
    const verdict = await verify(token);
    if (verdict.kind === 'good') known.keep(token, verdict, verdict.principal.expiresAtMs);
    if (verdict.kind !== 'unjudged') return verdict;
    if (ask) return ask(token);
    throw new AppError('sign_in_unavailable', 'The keys to check your token with cannot be had now.', {
      retryAfterSeconds: 2,
    });
  };
  return Object.assign(judge, { recall });
};
