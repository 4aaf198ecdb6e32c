import { AppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { AuthStore, KeyEntry } from './auth.store.ts';
import type { createKey } from './create-key.ts';

type Needs = {
  readonly store: Pick<AuthStore, 'listKeys' | 'revokeKeyOf'>;
  readonly clock: Clock;
  readonly createKey: ReturnType<typeof createKey>;
  /** When it resolves, every instance knows which keys work. */
  readonly invalidateUserCache: (userId: string) => Promise<void>;
};

/** The keys of a user, as the user handles them. */
export type UserKeys = {
  /** Those that work, the oldest first. */
  readonly list: (userId: string) => Promise<readonly KeyEntry[]>;
  readonly create: (userId: string, name: string) => Promise<{ readonly id: string; readonly key: string }>;
  readonly revoke: (userId: string, keyId: string) => Promise<void>;
};

/** Every request of a key's user reads the ids of all the user's keys, so there are not many of them. */
const mostKeys = 50;

/**
 * Makes, lists and revokes the keys of a user.
 * @throws {AppError} `invalid_request` beyond fifty keys, `not_found` for a key of somebody else.
 */
export const createUserKeys = ({ store, clock, createKey, invalidateUserCache }: Needs): UserKeys => {
  const list = async (userId: string) =>
    (await store.listKeys(userId)).filter(({ revokedAt }) => revokedAt === null);
  return {
    list,
    create: async (userId, name) => {
      // Requests at the same moment may make a few more: it is a bound, not a price.
      if ((await list(userId)).length >= mostKeys) {
        throw new AppError('invalid_request', `You have ${mostKeys} keys: revoke one first.`);
      }
      const made = await createKey(userId, name);
      await invalidateUserCache(userId);
      return made;
    },
    revoke: async (userId, keyId) => {
      const { revoked } = await store.revokeKeyOf(userId, keyId, clock.now());
      if (!revoked) throw new AppError('not_found', 'You have no such key.');
      await invalidateUserCache(userId);
    },
  };
};
