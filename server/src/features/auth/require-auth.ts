import type { Door } from '../../http/door.ts';
import { AppError } from '../../kernel/app-error.ts';
import { hashApiKey, looksLikeApiKey } from './api-key.ts';
import type { AuthStore } from './auth.store.ts';

/** What the member door tells a handler about its caller. */
type Member = { readonly userId: string };

/** The member door: lets in whoever carries a key that exists and was not revoked. */
export const createRequireAuth = (store: Pick<AuthStore, 'findByHash'>): Door<Member> => ({
  security: 'bearer',
  enter: async ({ authorization }) => {
    const [scheme, key = ''] = authorization?.trim().split(/\s+/) ?? [];
    if (scheme?.toLowerCase() !== 'bearer') {
      throw new AppError('unauthenticated', 'Send your API key as "Authorization: Bearer glk_…".');
    }
    const found = looksLikeApiKey(key) ? await store.findByHash(hashApiKey(key)) : null;
    // One answer for a malformed, an unknown and a revoked key: which of them it is helps only a guesser.
    if (!found) throw new AppError('unauthenticated', 'This API key does not exist or was revoked.');
    return { userId: found.userId };
  },
});
