import type { Clock } from '../../kernel/clock.ts';
import { StartError } from '../../kernel/start-error.ts';
import type { AuthStore, KeyEntry } from './auth.store.ts';
import type { createKey } from './create-key.ts';

type Needs = {
  readonly store: Pick<AuthStore, 'findOwner' | 'listKeys' | 'revokeKey'>;
  readonly clock: Clock;
  readonly createKey: ReturnType<typeof createKey>;
};

/** The owner's keys, for whoever sits at the server's own command line. */
export type OwnerKeys = {
  readonly create: (name: string) => Promise<{ readonly id: string; readonly key: string }>;
  readonly list: () => Promise<readonly KeyEntry[]>;
  readonly revoke: (keyId: string) => Promise<{ readonly revoked: boolean }>;
};

/** Makes, lists and revokes keys of the owner. */
export const createOwnerKeys = ({ store, clock, createKey }: Needs): OwnerKeys => {
  const requireOwner = async (): Promise<string> => {
    const owner = await store.findOwner();
    if (!owner) throw new StartError('There is no owner yet: start the server once.');
    return owner.userId;
  };
  return {
    create: async (name) => createKey(await requireOwner(), name),
    list: async () => store.listKeys(await requireOwner()),
    revoke: (keyId) => store.revokeKey(keyId, clock.now()),
  };
};
