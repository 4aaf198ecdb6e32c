import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../../kernel/clock.ts';
import type { SignInDb } from './tables.ts';

const dayMs = 86_400_000;

/** A session that was not used for so long is over: nobody signs out of a browser that was thrown away. */
export const idleForMs = 90 * dayMs;
// Later than it is over, so that whoever refreshes and whoever sweeps never want the same rows.
const keptForMs = idleForMs + dayMs;
/** For so long a used token that is sent again ends its session; afterwards it is only refused. */
const usedKeptForMs = 30 * dayMs;

const mostAtOnce = 500;

/** When a session was last used. As the index on it says it. */
export const lastUse: RawBuilder<Date> = sql<Date>`coalesce(refreshed_at, created_at)`;

/** Repeats a deletion of some rows until it finds fewer than that. */
const untilNoMore = async (db: SignInDb, removeSome: RawBuilder<unknown>): Promise<void> => {
  let removed = mostAtOnce;
  while (removed === mostAtOnce) removed = (await removeSome.execute(db)).rows.length;
};

/**
 * Removes the sessions that are long over and the refresh tokens that were used long ago, a few at a time. Instances may
 * do it side by side: what another one is removing is passed over.
 */
export const removeForgotten =
  ({ db, clock }: { readonly db: SignInDb; readonly clock: Pick<Clock, 'now'> }) =>
  async (): Promise<void> => {
    const before = (ms: number): Date => new Date(clock.now().getTime() - ms);
    await untilNoMore(
      db,
      sql`delete from auth.sessions where id in (
        select id from auth.sessions where ${lastUse} < ${before(keptForMs)}
        order by ${lastUse} limit ${mostAtOnce} for update skip locked) returning id`,
    );
    await untilNoMore(
      db,
      sql`delete from auth.refresh_tokens where token_hash in (
        select token_hash from auth.refresh_tokens where revoked and created_at < ${before(usedKeptForMs)}
        order by created_at limit ${mostAtOnce} for update skip locked) returning session_id`,
    );
  };
