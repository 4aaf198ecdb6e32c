import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../../kernel/clock.ts';
import type { SessionPrincipal } from '../principal.ts';
import type { TokenVerdict } from './verify-token.ts';

type Judged = Exclude<TokenVerdict, { kind: 'unjudged' }>;

/** Remembers verdicts on tokens, each until a moment of its own. */
export type JudgedTokens = {
  readonly find: (token: string) => Judged | null;
  readonly keep: (token: string, verdict: Judged, untilMs: number) => void;
};

// The token itself is not kept, so that a picture of the memory signs nobody in.
type Kept = {
  readonly verdict:
    | { readonly kind: 'good'; readonly principal: Omit<SessionPrincipal, 'accessToken'> }
    | { readonly kind: 'bad'; readonly reason: string };
  readonly untilMs: number;
};

const nameOf = (token: string): string => hash('sha256', token, 'base64url');

const withoutToken = (verdict: Judged): Kept['verdict'] => {
  if (verdict.kind === 'bad') return verdict;
  const { accessToken: _, ...principal } = verdict.principal;
  return { kind: 'good', principal };
};

/** A bounded memory of verdicts: checking a signature costs more than all the rest of a request. */
export const createJudgedTokens = ({ most, clock }: { most: number; clock: Clock }): JudgedTokens => {
  const kept = new LRUCache<string, Kept>({ max: most });
  return {
    find: (token) => {
      const name = nameOf(token);
      const found = kept.get(name);
      if (!found) return null;
      if (found.untilMs <= clock.now().getTime()) {
        kept.delete(name);
        return null;
      }
      const { verdict } = found;
      if (verdict.kind === 'bad') return verdict;
      return { kind: 'good', principal: { ...verdict.principal, accessToken: token } };
    },
    keep: (token, verdict, untilMs) => {
      kept.set(nameOf(token), { verdict: withoutToken(verdict), untilMs });
    },
  };
};
