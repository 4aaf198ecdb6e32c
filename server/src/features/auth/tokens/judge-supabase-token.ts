import type { Clock } from '../../../kernel/clock.ts';
import { askSupabase } from './ask-supabase.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import { type JudgeToken, judgeToken } from './judge-token.ts';
import { createKeySet } from './key-set.ts';
import { verifyToken } from './verify-token.ts';

/** The Supabase project that signs people in. */
export type SupabaseSettings = {
  /** Without a slash at its end. */
  readonly url: string;
  readonly anonKey: string | null;
  /** The shared secret with which older projects sign; null: such tokens are asked about. */
  readonly jwtSecret: string | null;
};

const timeoutMs = 3_000;
const cooldownMs = 30_000;
const maxAgeMs = 600_000;

/** Judges the tokens of a Supabase project: with its published keys, its secret, or by asking it. */
export const judgeSupabaseToken = (
  { url, anonKey, jwtSecret }: SupabaseSettings,
  { clock }: { readonly clock: Clock },
): JudgeToken => {
  const publicKeys = createKeySet({ load: fetchKeySet({ url, timeoutMs }), clock, cooldownMs, maxAgeMs });
  const secret = jwtSecret === null ? 'unknown' : new TextEncoder().encode(jwtSecret);
  const verify = verifyToken({ publicKeys, secret, issuer: `${url}/auth/v1`, clock });
  return judgeToken({ verify, ask: askSupabase({ url, anonKey, clock, timeoutMs }), clock });
};
