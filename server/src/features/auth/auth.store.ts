import type { Generated } from 'kysely';
import { catalogue } from '../../kernel/catalogue.ts';
import type { Db } from '../../platform/postgres/postgres.ts';

/** The rows of this room's tables. */
type AuthTables = {
  users: {
    id: string;
    role: Generated<string>;
    plan: Generated<string>;
    plan_limits_scrapes: Generated<number | null>;
    created_at: Generated<Date>;
  };
  api_keys: {
    id: string;
    user_id: string;
    name: string;
    key_hash: Uint8Array;
    created_at: Generated<Date>;
    revoked_at: Date | null;
  };
};

export type StoredKey = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly hash: Uint8Array;
};
export type KeyEntry = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
};

/** What this room keeps, and how it is asked for. */
export type AuthStore = {
  /** Adds the owner unless there is one; `created` tells which. */
  readonly addOwner: (id: string) => Promise<{ readonly created: boolean }>;
  readonly findOwner: () => Promise<{ readonly userId: string } | null>;
  readonly addKey: (key: StoredKey) => Promise<void>;
  /** Who carries this key, unless it was revoked. */
  readonly findByHash: (
    hash: Uint8Array,
  ) => Promise<{ readonly userId: string; readonly keyId: string } | null>;
  readonly listKeys: (userId: string) => Promise<readonly KeyEntry[]>;
  readonly revokeKey: (keyId: string, revokedAt: Date) => Promise<{ readonly revoked: boolean }>;
  /** The same, for a key of this user only. */
  readonly revokeKeyOf: (
    userId: string,
    keyId: string,
    revokedAt: Date,
  ) => Promise<{ readonly revoked: boolean }>;
};

/** Users and keys in Postgres. */
export const createAuthStore = (db: Db): AuthStore => {
  const tables = db.withTables<AuthTables>();
  return {
    addOwner: async (id) => {
      const added = await tables
        .insertInto('users')
        // Who runs a server pays nobody for it; what they use is counted all the same.
        .values({
          ...{ id, role: 'owner', plan: 'SELF_HOSTED' },
          plan_limits_scrapes: catalogue.SELF_HOSTED.scrapesPerMonth,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .execute();
      return { created: added.length > 0 };
    },
    findOwner: async () => {
      const owner = await tables
        .selectFrom('users')
        .select('id')
        .where('role', '=', 'owner')
        .executeTakeFirst();
      return owner ? { userId: owner.id } : null;
    },
    addKey: async ({ id, userId, name, hash }) => {
      await tables.insertInto('api_keys').values({ id, user_id: userId, name, key_hash: hash }).execute();
    },
    findByHash: async (hash) => {
      const key = await tables
        .selectFrom('api_keys')
        .select(['id', 'user_id'])
        .where('key_hash', '=', hash)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return key ? { userId: key.user_id, keyId: key.id } : null;
    },
    listKeys: async (userId) => {
      const keys = await tables
        .selectFrom('api_keys')
        .select(['id', 'name', 'created_at', 'revoked_at'])
        .where('user_id', '=', userId)
        .orderBy('created_at')
        .execute();
      return keys.map((key) => ({
        id: key.id,
        name: key.name,
        createdAt: key.created_at,
        revokedAt: key.revoked_at,
      }));
    },
    revokeKey: async (keyId, revokedAt) => {
      const revoked = await tables
        .updateTable('api_keys')
        .set({ revoked_at: revokedAt })
        .where('id', '=', keyId)
        .where('revoked_at', 'is', null)
        .returning('id')
        .execute();
      return { revoked: revoked.length > 0 };
    },
    revokeKeyOf: async (userId, keyId, revokedAt) => {
      const revoked = await tables
        .updateTable('api_keys')
        .set({ revoked_at: revokedAt })
        .where('id', '=', keyId)
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null)
        .returning('id')
        .execute();
      return { revoked: revoked.length > 0 };
    },
  };
};
