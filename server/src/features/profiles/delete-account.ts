import { AppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { AccountStore } from './account.store.ts';
import type { Profile } from './profile.ts';

/** Removes all that somebody else keeps about a user; safe to repeat, and done when there is nothing left. */
export type ForgetUser = (userId: string) => Promise<void>;

type Needs = {
  readonly store: Pick<AccountStore, 'markDeleted' | 'listDeleted' | 'removeUser'>;
  readonly clock: Clock;
  readonly invalidateUserCache: (userId: string) => Promise<void>;
  /** Every room that keeps something about a person, then whoever signs them in. */
  readonly forgetters: readonly ForgetUser[];
};

/**
 * Marks an account as deleted: from the next request on its tokens and keys are refused, on every instance. The rest is
 * done by `finishDeletions`, however often it is interrupted.
 * @throws {AppError} `invalid_request` when `confirm` is not the account's e-mail address, or its id where it has none.
 */
export const beginDeletion =
  ({ store, clock, invalidateUserCache }: Needs) =>
  async ({ id, email }: Pick<Profile, 'id' | 'email'>, confirm: string): Promise<void> => {
    const wanted = email ?? id;
    if (confirm.toLowerCase() !== wanted.toLowerCase()) {
      const message = `must be the account's ${email === null ? 'id' : 'e-mail address'}`;
      throw new AppError('invalid_request', `The body is not as it should be: confirm ${message}.`, {
        faults: [{ path: 'confirm', message }],
      });
    }
    await store.markDeleted(id, clock.now());
    await invalidateUserCache(id);
  };

const finishOne =
  ({ store, invalidateUserCache, forgetters }: Needs) =>
  async (userId: string): Promise<void> => {
    for (const forgetUser of forgetters) await forgetUser(userId);
    // The marked row goes last: as long as it stands, the work is found again after a crash.
    await store.removeUser(userId);
    await invalidateUserCache(userId);
  };

/**
 * Removes what is left of the accounts that were marked. One that fails does not hold up the others; all of them are
 * tried before the faults are thrown, together.
 */
export const finishDeletions = (needs: Needs) => async (): Promise<void> => {
  const finish = finishOne(needs);
  const faults: unknown[] = [];
  for (const userId of await needs.store.listDeleted()) {
    await finish(userId).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Some accounts could not be removed yet.');
};
