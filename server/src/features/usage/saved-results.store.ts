import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/postgres/postgres.ts';

const compressed = promisify(zstdCompress);
const inflated = promisify(zstdDecompress);

/** Beyond any answer: a table that somebody else wrote must not fill the memory. */
const mostBytes = 256 * 1024 * 1024;
const mostAtOnce = 200;

/** Makes an answer small enough to be kept, on a thread of its own. */
export const compress = (json: Uint8Array): Promise<Uint8Array> => compressed(json);

/** What was delivered, for as long as it is kept. */
export type SavedResultsStore = {
  /** The answer's JSON; null when it is not kept, no longer kept, or somebody else's. */
  readonly find: (userId: string, activityId: string) => Promise<Uint8Array | null>;
  /** Removes some that are no longer to be kept; returns how many. */
  readonly removeOld: () => Promise<number>;
  readonly removeAll: (userId: string) => Promise<void>;
};

const Rows = z.array(z.object({ body: z.instanceof(Uint8Array) }));

/** Saved results in Postgres; `settle_usage` writes them. */
export const createSavedResultsStore = (db: Db): SavedResultsStore => ({
  find: async (userId, activityId) => {
    const { rows } = await sql`select body from public.saved_results
      where activity_id = ${activityId}::uuid and user_id = ${userId}::uuid and expires_at > now()`.execute(
      db,
    );
    const [row] = Rows.parse(rows);
    return row ? await inflated(row.body, { maxOutputLength: mostBytes }) : null;
  },
  removeOld: async () => {
    const removed = await sql`delete from public.saved_results where activity_id in (
      select activity_id from public.saved_results
        where expires_at <= now() order by expires_at limit ${mostAtOnce} for update skip locked)`.execute(
      db,
    );
    return Number(removed.numAffectedRows ?? 0);
  },
  removeAll: async (userId) => {
    await sql`delete from public.saved_results where user_id = ${userId}::uuid`.execute(db);
  },
});
