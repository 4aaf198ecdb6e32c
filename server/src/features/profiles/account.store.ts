import type { Db } from '../../platform/postgres/postgres.ts';
import type { Settings } from './settings.ts';

type AccountTables = {
  users: {
    id: string;
    display_name: string | null;
    smart_formatting: boolean;
    default_export: string | null;
    time_zone: string | null;
    valid_from: Date;
    deleted_at: Date | null;
  };
};

/** What the account's own routes change and ask. */
export type AccountStore = {
  readonly saveSettings: (userId: string, changes: Partial<Settings>) => Promise<void>;
  /** From now on nobody gets in; doing it twice keeps the first moment. */
  readonly markDeleted: (userId: string, at: Date) => Promise<void>;
  /** Whose deletion was asked for and is not done, the oldest first. */
  readonly listDeleted: () => Promise<readonly string[]>;
  /** Removes the account's row, the last trace of a deletion. */
  readonly removeUser: (userId: string) => Promise<void>;
};

const mostAtOnce = 20;

/** The account's row in Postgres. */
export const createAccountStore = (db: Db): AccountStore => {
  const tables = db.withTables<AccountTables>();
  return {
    saveSettings: async (userId, changes) => {
      const { smartFormatting, displayName, defaultExport, timeZone } = changes;
      const columns = {
        ...(smartFormatting === undefined ? {} : { smart_formatting: smartFormatting }),
        ...(displayName === undefined ? {} : { display_name: displayName }),
        ...(defaultExport === undefined ? {} : { default_export: defaultExport }),
        ...(timeZone === undefined ? {} : { time_zone: timeZone }),
      };
      if (Object.keys(columns).length === 0) return;
      await tables.updateTable('users').set(columns).where('id', '=', userId).execute();
    },
    markDeleted: async (userId, at) => {
      await tables
        .updateTable('users')
        .set({ deleted_at: at, valid_from: at })
        .where('id', '=', userId)
        .where('deleted_at', 'is', null)
        .execute();
    },
    listDeleted: async () => {
      const rows = await tables
        .selectFrom('users')
        .select('id')
        .where('deleted_at', 'is not', null)
        .orderBy('deleted_at')
        .limit(mostAtOnce)
        .execute();
      return rows.map(({ id }) => id);
    },
    removeUser: async (userId) => {
      // Only what was marked: a job that comes late must not remove somebody who is back under the same id.
      await tables.deleteFrom('users').where('id', '=', userId).where('deleted_at', 'is not', null).execute();
    },
  };
};
