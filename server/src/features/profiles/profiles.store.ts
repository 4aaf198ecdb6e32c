import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { plans } from '../../kernel/catalogue.ts';
import { toUsageReading, type UsageReading, UsageRow } from '../../kernel/usage-reading.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { exportKinds, type Profile } from './profile.ts';

type ProfileTables = {
  profile_outbox: {
    id: number;
    user_id: string;
    version: number;
    about: 'profile' | 'usage';
    created_at: Date;
  };
};

/** A change that Redis has to be told of. */
export type Change = {
  readonly id: number;
  readonly userId: string;
  readonly about: 'profile' | 'usage';
  readonly version: number;
};

/** What this room keeps, and how it is asked for. */
export type ProfilesStore = {
  readonly findProfile: (userId: string) => Promise<Profile | null>;
  /** Changes of which nobody has told Redis yet, the oldest first. */
  readonly listChanges: (most: number) => Promise<readonly Change[]>;
  readonly clearChanges: (ids: readonly number[]) => Promise<void>;
  /** Usage of which Redis could not be told. `isOld`: an earlier one has stood for longer than any lease. */
  readonly addUsageChange: (userId: string, version: number) => Promise<{ readonly isOld: boolean }>;
  /** Null: there is no such user. */
  readonly findUsage: (userId: string) => Promise<UsageReading | null>;
  readonly hasChanges: (userId: string) => Promise<boolean>;
  /** Forgets changes that are older than anything a cache may still hold. */
  readonly clearOutlivedChanges: () => Promise<void>;
};

const ProfileRow = z.object({
  id: z.string(),
  email: z.string().nullable(),
  display_name: z.string().nullable(),
  // An adopted table may have words of its own here.
  role: z.string().nullable(),
  plan: z.enum(plans),
  plan_limits_scrapes: z.number().nullable(),
  smart_formatting: z.boolean(),
  default_export: z.enum(exportKinds).nullable().catch(null),
  time_zone: z.string().nullable(),
  period_start: z.date(),
  usage_this_month: z.number(),
  valid_from: z.date(),
  deleted_at: z.date().nullable(),
  version: z.number(),
  created_at: z.date(),
  key_ids: z.array(z.string()),
  identities: z.array(z.object({ provider: z.string(), email: z.string().nullable() })),
});

const toProfile = (row: z.infer<typeof ProfileRow>): Profile => ({
  id: row.id,
  email: row.email,
  displayName: row.display_name,
  role: row.role === 'owner' ? 'owner' : 'member',
  plan: row.plan,
  planLimitsScrapes: row.plan_limits_scrapes,
  smartFormatting: row.smart_formatting,
  defaultExport: row.default_export,
  timeZone: row.time_zone,
  periodStart: row.period_start.toISOString(),
  usageThisMonth: row.usage_this_month,
  validFromMs: row.valid_from.getTime(),
  keyIds: row.key_ids,
  identities: row.identities,
  isDeleted: row.deleted_at !== null,
  version: row.version,
  createdAt: row.created_at.toISOString(),
});

// One statement, one snapshot: the keys are those of this version.
const findProfile =
  (db: Db): ProfilesStore['findProfile'] =>
  async (userId) => {
    const { rows } = await sql`
      select id, email, display_name, role, plan, plan_limits_scrapes, smart_formatting, default_export, time_zone,
        period_start, usage_this_month, valid_from, deleted_at, version, created_at,
        array(select k.id::text from public.api_keys k where k.user_id = u.id and k.revoked_at is null) as key_ids,
        coalesce((select jsonb_agg(jsonb_build_object('provider', i.provider, 'email', i.identity_data ->> 'email')
          order by i.created_at) from auth.identities i where i.user_id = u.id), '[]') as identities
      from public.users u where id = ${userId}`.execute(db);
    return rows.length === 0 ? null : toProfile(ProfileRow.parse(rows[0]));
  };

const addUsageChange =
  (db: Db): ProfilesStore['addUsageChange'] =>
  async (userId, version) => {
    // Only those of usage: they are committed as soon as they are made, and so tell how long they have been seen.
    const { rows } = await sql`
      insert into public.profile_outbox (user_id, version, about) values (${userId}, ${version}, 'usage')
      returning exists (select from public.profile_outbox o
        where o.about = 'usage' and o.created_at < clock_timestamp() - interval '1 second') as is_old`.execute(
      db,
    );
    return { isOld: z.tuple([z.object({ is_old: z.boolean() })]).parse(rows)[0].is_old };
  };

/** Profiles and the outbox of their changes in Postgres. */
export const createProfilesStore = (db: Db): ProfilesStore => {
  const tables = db.withTables<ProfileTables>();
  return {
    findProfile: findProfile(db),
    listChanges: async (most) => {
      const rows = await tables
        .selectFrom('profile_outbox')
        .select(['id', 'user_id', 'about', 'version'])
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(({ user_id: userId, ...change }) => ({ ...change, userId }));
    },
    clearChanges: async (ids) => {
      await tables.deleteFrom('profile_outbox').where('id', 'in', ids).execute();
    },
    addUsageChange: addUsageChange(db),
    findUsage: async (userId) => {
      const { rows } = await sql`select * from public.read_usage(${userId}::uuid)`.execute(db);
      return rows.length === 0 ? null : toUsageReading(UsageRow.parse(rows[0]));
    },
    hasChanges: async (userId) => {
      const found = await tables
        .selectFrom('profile_outbox')
        .select('id')
        .where('user_id', '=', userId)
        .limit(1)
        .execute();
      return found.length > 0;
    },
    clearOutlivedChanges: async () => {
      await tables
        .deleteFrom('profile_outbox')
        .where(sql<SqlBool>`created_at < now() - interval '2 hours'`)
        .execute();
    },
  };
};
