import { LRUCache } from 'lru-cache';
import type { Principal } from './principal.ts';

/** Tokens and keys that were good and were refused all the same, because they are over. */
export type Suspects = {
  readonly has: (principal: Principal) => boolean;
  readonly add: (principal: Principal) => void;
  readonly clear: (principal: Principal) => void;
};

const mostSuspects = 10_000;

const nameOf = (principal: Principal): string =>
  principal.kind === 'key' ? principal.keyId : `${principal.sessionId} ${principal.issuedAtMs}`;

/** Remembers them, the latest ones. */
export const createSuspects = (): Suspects => {
  const suspects = new LRUCache<string, true>({ max: mostSuspects });
  return {
    // Most of the time there are none.
    has: (principal) => suspects.size > 0 && suspects.has(nameOf(principal)),
    add: (principal) => void suspects.set(nameOf(principal), true),
    clear: (principal) => void suspects.delete(nameOf(principal)),
  };
};
