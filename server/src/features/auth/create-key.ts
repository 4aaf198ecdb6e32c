import type { Ids } from '../../kernel/ids.ts';
import { formatApiKey, hashApiKey } from './api-key.ts';
import type { AuthStore } from './auth.store.ts';

type Needs = { readonly store: Pick<AuthStore, 'addKey'>; readonly ids: Ids };

/** Makes a key for a user. The key itself is only in the answer; the table keeps its hash. */
export const createKey =
  ({ store, ids }: Needs) =>
  async (userId: string, name: string): Promise<{ readonly id: string; readonly key: string }> => {
    const id = ids.next();
    const key = formatApiKey(ids.secret());
    await store.addKey({ id, userId, name, hash: hashApiKey(key) });
    return { id, key };
  };
