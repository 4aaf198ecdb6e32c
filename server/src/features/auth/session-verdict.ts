import { sql } from 'kysely';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { SessionPrincipal } from './principal.ts';

/** Whether a session still is one. */
export type SessionVerdict = 'live' | 'ended';

/** Asks the database, now: a token can be good long after its session has ended. */
export type JudgeSession = (
  session: Pick<SessionPrincipal, 'sessionId' | 'userId'>,
) => Promise<SessionVerdict>;

/**
 * One question for Supabase's schema `auth` and for the embedded one, which has its names: is the session there and
 * not over, and is its user neither banned nor deleted.
 */
export const judgeSession =
  (db: Db): JudgeSession =>
  async ({ sessionId, userId }) => {
    const { rows } = await sql`
      select 1 from auth.sessions s join auth.users u on u.id = s.user_id
      where s.id = ${sessionId}::uuid and s.user_id = ${userId}::uuid
        and (s.not_after is null or s.not_after > now())
        and (u.banned_until is null or u.banned_until <= now())
        and u.deleted_at is null`.execute(db);
    return rows.length > 0 ? 'live' : 'ended';
  };
