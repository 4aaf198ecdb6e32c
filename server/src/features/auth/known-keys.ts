import { LRUCache } from 'lru-cache';
import { hashApiKey, looksLikeApiKey } from './api-key.ts';
import type { AuthStore } from './auth.store.ts';
import type { KeyPrincipal } from './principal.ts';

/** Whose key is this? */
export type KnownKeys = {
  readonly find: (key: string) => Promise<KeyPrincipal | null>;
  /** The same without asking the database. */
  readonly recall: (key: string) => KeyPrincipal | null;
};

const mostKeys = 10_000;

/**
 * Whose a key is never changes, so it is looked up once. Whether it still works does, and is not kept here: the profile
 * names the keys that do, and every request reads it. What is no key of anybody is not remembered: strangers could fill
 * the memory with it.
 */
export const createKnownKeys = (store: Pick<AuthStore, 'findByHash'>): KnownKeys => {
  const known = new LRUCache<string, KeyPrincipal>({ max: mostKeys });
  const nameOf = (hash: Uint8Array): string => Buffer.from(hash).toString('base64url');
  return {
    recall: (key) => (looksLikeApiKey(key) ? (known.get(nameOf(hashApiKey(key))) ?? null) : null),
    find: async (key) => {
      if (!looksLikeApiKey(key)) return null;
      const hash = hashApiKey(key);
      const name = nameOf(hash);
      const before = known.get(name);
      if (before) return before;
      const found = await store.findByHash(hash);
      if (!found) return null;
      const principal: KeyPrincipal = { kind: 'key', ...found };
      known.set(name, principal);
      return principal;
    },
  };
};
