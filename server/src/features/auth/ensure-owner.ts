import type { Ids } from '../../kernel/ids.ts';
import type { AuthStore } from './auth.store.ts';
import type { createKey } from './create-key.ts';

type Needs = {
  readonly store: Pick<AuthStore, 'addOwner'>;
  readonly ids: Ids;
  readonly createKey: ReturnType<typeof createKey>;
};

/** Makes the owner at the first start, with a first key to show; afterwards there is nothing to do or to show. */
export const ensureOwner =
  ({ store, ids, createKey }: Needs) =>
  async (): Promise<{ readonly firstKey: string | null }> => {
    const id = ids.next();
    const { created } = await store.addOwner(id);
    return { firstKey: created ? (await createKey(id, 'first key')).key : null };
  };
