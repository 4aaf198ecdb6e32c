import type { AccountStore } from './account.store.ts';
import type { Profile } from './profile.ts';

/** What a user decides about the own account. */
export type Settings = Pick<Profile, 'smartFormatting' | 'displayName' | 'defaultExport' | 'timeZone'>;

type Needs = {
  readonly store: Pick<AccountStore, 'saveSettings'>;
  readonly invalidateUserCache: (userId: string) => Promise<void>;
};

/** Changes what is named and leaves the rest. When it resolves, every instance goes by the new settings. */
export const changeSettings =
  ({ store, invalidateUserCache }: Needs) =>
  async (user: Settings & { readonly id: string }, changes: Partial<Settings>): Promise<Settings> => {
    await store.saveSettings(user.id, changes);
    await invalidateUserCache(user.id);
    return { ...user, ...changes };
  };
