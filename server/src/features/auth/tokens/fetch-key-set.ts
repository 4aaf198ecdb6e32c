import type { JSONWebKeySet } from 'jose';
import { readKeySet } from './key-set.ts';

/** Fetches a project's public keys from Supabase Auth. */
export const fetchKeySet =
  ({ url, timeoutMs }: { readonly url: string; readonly timeoutMs: number }) =>
  async (): Promise<JSONWebKeySet> => {
    const answer = await fetch(`${url}/auth/v1/.well-known/jwks.json`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new Error(`The key server answered ${answer.status}.`);
    return readKeySet(await answer.json());
  };
