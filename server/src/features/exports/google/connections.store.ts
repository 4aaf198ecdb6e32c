import { z } from 'zod';
import type { Db } from '../../../platform/postgres/postgres.ts';

type GoogleTables = {
  google_connections: {
    user_id: string;
    refresh_token: Uint8Array;
    connected_at: Date;
    revoked_at: Date | null;
  };
  google_attempts: {
    state_hash: Uint8Array;
    browser_hash: Uint8Array;
    user_id: string;
    code_verifier: Uint8Array;
    expires_at: Date;
  };
};

const Attempt = z.object({
  user_id: z.string(),
  code_verifier: z.instanceof(Uint8Array),
  expires_at: z.date(),
});

/** A connection on its way. */
type NewAttempt = {
  readonly stateHash: Uint8Array;
  readonly browserHash: Uint8Array;
  readonly userId: string;
  readonly codeVerifier: Uint8Array;
  readonly expiresAt: Date;
};

/** Connected accounts in Postgres, their secrets sealed. */
export const createConnectionsStore = (db: Db) => {
  const tables = db.withTables<GoogleTables>();
  return {
    addAttempt: async ({
      stateHash,
      browserHash,
      userId,
      codeVerifier,
      expiresAt,
    }: NewAttempt): Promise<void> => {
      await tables
        .insertInto('google_attempts')
        .values({
          ...{ state_hash: stateHash, browser_hash: browserHash, user_id: userId },
          ...{ code_verifier: codeVerifier, expires_at: expiresAt },
        })
        .execute();
    },
    /** Takes an attempt away: it works once. */
    takeAttempt: async (stateHash: Uint8Array, browserHash: Uint8Array) => {
      const row = await tables
        .deleteFrom('google_attempts')
        .where('state_hash', '=', stateHash)
        .where('browser_hash', '=', browserHash)
        .returning(['user_id', 'code_verifier', 'expires_at'])
        .executeTakeFirst();
      if (row === undefined) return null;
      const { user_id, code_verifier, expires_at } = Attempt.parse(row);
      return { userId: user_id, codeVerifier: code_verifier, expiresAt: expires_at };
    },
    connect: async (userId: string, refreshToken: Uint8Array, at: Date): Promise<void> => {
      const kept = { refresh_token: refreshToken, connected_at: at, revoked_at: null };
      await tables
        .insertInto('google_connections')
        .values({ user_id: userId, ...kept })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(kept))
        .execute();
    },
    find: async (userId: string) => {
      const row = await tables
        .selectFrom('google_connections')
        .select(['refresh_token', 'revoked_at'])
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row === undefined
        ? null
        : { refreshToken: row.refresh_token, isRevoked: row.revoked_at !== null };
    },
    /** Seals anew what an old key sealed, unless it changed meanwhile. */
    reseal: async (userId: string, from: Uint8Array, to: Uint8Array): Promise<void> => {
      await tables
        .updateTable('google_connections')
        .set({ refresh_token: to })
        .where('user_id', '=', userId)
        .where('refresh_token', '=', from)
        .execute();
    },
    markRevoked: async (userId: string, at: Date): Promise<void> => {
      await tables
        .updateTable('google_connections')
        .set({ revoked_at: at })
        .where('user_id', '=', userId)
        .execute();
    },
    remove: async (userId: string): Promise<void> => {
      await tables.deleteFrom('google_attempts').where('user_id', '=', userId).execute();
      await tables.deleteFrom('google_connections').where('user_id', '=', userId).execute();
    },
    sweep: async (now: Date): Promise<void> => {
      await tables.deleteFrom('google_attempts').where('expires_at', '<=', now).execute();
    },
  };
};

/** What this room keeps of Google accounts. */
export type ConnectionsStore = ReturnType<typeof createConnectionsStore>;
