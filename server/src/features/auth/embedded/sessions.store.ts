import { sql } from 'kysely';
import { idleForMs, lastUse } from './forgotten-sessions.ts';
import type { SignInDb } from './tables.ts';

/** A session as far as its tokens are concerned. */
export type Session = { readonly id: string; readonly userId: string; readonly createdAt: Date };

type Opening = {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: Uint8Array;
  readonly at: Date;
};
type Rotation = { readonly tokenHash: Uint8Array; readonly nextHash: Uint8Array; readonly at: Date };

/** What came of changing a refresh token for the next one. */
export type Rotated =
  | { readonly kind: 'rotated'; readonly session: Session }
  | { readonly kind: 'unknown' }
  /** It had been used: somebody else has it too, so the session was ended. */
  | { readonly kind: 'reused'; readonly userId: string };

/** Which sessions of a user a sign-out ends, seen from the one that asks. */
export type Scope = 'local' | 'others' | 'global';

/** Sessions and their refresh tokens, which are only known by their hashes. */
export type SessionsStore = {
  readonly open: (opening: Opening) => Promise<Session>;
  readonly rotate: (rotation: Rotation) => Promise<Rotated>;
  /** Ends sessions; every instance learns of it by the profile's version, which rises. */
  readonly end: (session: Pick<Session, 'id' | 'userId'>, scope: Scope, at: Date) => Promise<void>;
};

/**
 * Sessions are ended by removing their rows. The version rises in the same transaction: what was found out about a
 * session counts only for the version of the profile at which it was found out.
 */
const endSessions = async (
  trx: SignInDb,
  { session, scope, at }: { session: Pick<Session, 'id' | 'userId'>; scope: Scope; at: Date },
): Promise<void> => {
  const ofUser = trx.deleteFrom('auth.sessions').where('user_id', '=', session.userId);
  const ended = {
    local: ofUser.where('id', '=', session.id),
    others: ofUser.where('id', '<>', session.id),
    global: ofUser,
  }[scope];
  await ended.execute();
  // Tokens tell the second of their issue: with a finer time the next sign-in would be over before it began.
  const second = new Date(Math.floor(at.getTime() / 1000) * 1000);
  await trx
    .updateTable('public.users')
    .set({
      version: sql<number>`version + 1`,
      ...(scope === 'global' ? { valid_from: sql<Date>`greatest(valid_from, ${second})` } : {}),
    })
    .where('id', '=', session.userId)
    .execute();
};

const findSession = async (trx: SignInDb, id: string, at: Date): Promise<Session | null> => {
  const row = await trx
    .selectFrom('auth.sessions')
    .select(['id', 'user_id', 'created_at'])
    .where('id', '=', id)
    .where((session) => session.or([session('not_after', 'is', null), session('not_after', '>', at)]))
    .where(lastUse, '>', new Date(at.getTime() - idleForMs))
    .executeTakeFirst();
  return row ? { id: row.id, userId: row.user_id, createdAt: row.created_at } : null;
};

const addToken = (
  trx: SignInDb,
  tokenHash: Uint8Array,
  { session_id, at }: { session_id: string; at: Date },
) =>
  trx
    .insertInto('auth.refresh_tokens')
    .values({ token_hash: tokenHash, session_id, created_at: at })
    .execute();

const rotateToken = async (trx: SignInDb, { tokenHash, nextHash, at }: Rotation): Promise<Rotated> => {
  const used = await trx
    .updateTable('auth.refresh_tokens')
    .set({ revoked: true })
    .where('token_hash', '=', tokenHash)
    .where('revoked', '=', false)
    .returning('session_id')
    .executeTakeFirst();
  if (used) {
    const session = await findSession(trx, used.session_id, at);
    if (!session) return { kind: 'unknown' };
    await addToken(trx, nextHash, { session_id: session.id, at });
    const refreshed = { refreshed_at: at, updated_at: at };
    await trx.updateTable('auth.sessions').set(refreshed).where('id', '=', session.id).execute();
    return { kind: 'rotated', session };
  }
  const before = await trx
    .selectFrom('auth.refresh_tokens')
    .select('session_id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  const stolen = before ? await findSession(trx, before.session_id, at) : null;
  if (!stolen) return { kind: 'unknown' };
  await endSessions(trx, { session: stolen, scope: 'local', at });
  return { kind: 'reused', userId: stolen.userId };
};

/** Sessions in Postgres, under Supabase's names. */
export const createSessionsStore = (db: SignInDb): SessionsStore => ({
  open: ({ id, userId, tokenHash, at }) =>
    db.transaction().execute(async (trx) => {
      const times = { created_at: at, updated_at: at, refreshed_at: null };
      await trx
        .insertInto('auth.sessions')
        .values({ id, user_id: userId, ...times })
        .execute();
      await addToken(trx, tokenHash, { session_id: id, at });
      await trx.updateTable('auth.users').set({ last_sign_in_at: at }).where('id', '=', userId).execute();
      return { id, userId, createdAt: at };
    }),
  rotate: (rotation) => db.transaction().execute((trx) => rotateToken(trx, rotation)),
  end: (session, scope, at) => db.transaction().execute((trx) => endSessions(trx, { session, scope, at })),
});
