import { type Generated, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { Activity, ActivityPlace, NewActivity } from './activity.ts';

type UsageTables = {
  activities: {
    id: Generated<string>;
    user_id: string;
    kind: string;
    summary: string;
    counts: string;
    request_id: string | null;
    created_at: Generated<Date>;
  };
};

/** Which activities are asked for; `from` counts, `to` does not. */
export type ActivityFilter = {
  readonly kind?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly after?: ActivityPlace;
  readonly limit: number;
};

/** An activity with its place among the others. */
export type PlacedActivity = Activity & { readonly place: ActivityPlace };

/** What this room keeps, and how it is asked for. */
export type ActivitiesStore = {
  readonly add: (activity: NewActivity & { readonly id?: string }) => Promise<void>;
  /** The newest first. */
  readonly list: (userId: string, filter: ActivityFilter) => Promise<readonly PlacedActivity[]>;
  readonly find: (userId: string, id: string) => Promise<Activity | null>;
  readonly removeAll: (userId: string) => Promise<void>;
};

const ActivityRow = z.object({
  id: z.string(),
  kind: z.string(),
  summary: z.string(),
  // An adopted table may count in words.
  counts: z.record(z.string(), z.number()).catch({}),
  request_id: z.string().nullable(),
  created_at: z.date(),
  at: z.string(),
});

const toActivity = (row: unknown): PlacedActivity => {
  const { id, kind, summary, counts, request_id, created_at, at } = ActivityRow.parse(row);
  return { id, kind, summary, counts, requestId: request_id, createdAt: created_at, place: { at, id } };
};

/** Activities in Postgres. */
export const createActivitiesStore = (db: Db): ActivitiesStore => {
  const tables = db.withTables<UsageTables>();
  const rowsOf = (userId: string) =>
    tables
      .selectFrom('activities')
      .select(['id', 'kind', 'summary', 'counts', 'request_id', 'created_at'])
      // A JavaScript date has milliseconds only, and a page must not begin between two rows of one.
      .select(sql<string>`to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'))
      .where('user_id', '=', userId);
  return {
    add: async ({ id, userId, kind, summary, counts, requestId }) => {
      const row = { user_id: userId, kind, summary, counts: JSON.stringify(counts), request_id: requestId };
      await tables
        .insertInto('activities')
        .values(id === undefined ? row : { ...row, id })
        .execute();
    },
    list: async (userId, { kind, from, to, after, limit }) => {
      let query = rowsOf(userId);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (from) query = query.where('created_at', '>=', from);
      if (to) query = query.where('created_at', '<', to);
      // One comparison of rows, as the index has them.
      if (after) {
        query = query.where(sql<SqlBool>`(created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
      }
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(toActivity);
    },
    find: async (userId, id) => {
      const row = await rowsOf(userId).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toActivity(row);
    },
    removeAll: async (userId) => {
      await tables.deleteFrom('activities').where('user_id', '=', userId).execute();
    },
  };
};
