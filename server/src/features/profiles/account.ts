import type { Routes } from '../../http/route.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { createAccountStore } from './account.store.ts';
import type { LimitsOf } from './account-reply.ts';
import { beginDeletion, type ForgetUser, finishDeletions } from './delete-account.ts';
import type { MemberProfile, Profile } from './profile.ts';
import { type AccountDoors, declareAccount } from './profiles.routes.ts';
import { changeSettings } from './settings.ts';

type Needs = {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: { readonly error: (facts: object, line: string) => void };
  readonly invalidateUserCache: (userId: string) => Promise<void>;
  readonly readUsage: (user: MemberProfile) => Promise<UsageReading>;
  /** Every room's `forgetUser`, then that of whoever signs people in. */
  readonly forgetters: readonly ForgetUser[];
};

/** How soon a deletion that was interrupted goes on. */
const sweepEveryMs = 30_000;

/** What users do with the own account. Deletions that a crash interrupted are resumed at once and finished behind it. */
export const createAccount = (needs: Needs) => {
  const { db, clock, logger, readUsage, invalidateUserCache, forgetters } = needs;
  const store = createAccountStore(db);
  const deletion = { store, clock, invalidateUserCache, forgetters };
  const begin = beginDeletion(deletion);
  const sweep = createRepeat({
    everyMs: sweepEveryMs,
    work: finishDeletions(deletion),
    onFault: (err) => logger.error({ err }, 'An account could not be removed; trying again'),
  });
  const deleteAccount = async (user: Pick<Profile, 'id' | 'email'>, confirm: string): Promise<void> => {
    await begin(user, confirm);
    // The client has its answer as soon as nobody gets in any more; `soon` keeps its faults to itself.
    void sweep.soon();
  };
  return {
    declareRoutes: (routes: Routes, door: AccountDoors & { readonly limitsOf: LimitsOf }): void =>
      declareAccount(routes, {
        ...door,
        readUsage,
        changeSettings: changeSettings({ store, invalidateUserCache }),
        deleteAccount,
      }),
    /** Resolves when the deletions that were asked for have been tried. */
    finishDeletions: sweep.soon,
    close: sweep.stop,
  };
};
