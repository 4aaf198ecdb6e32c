import { sql } from 'kysely';
import { z } from 'zod';
import { plans } from '../kernel/catalogue.ts';
import type { Db } from '../platform/postgres/postgres.ts';

const Row = z.object({
  id: z.string(),
  email: z.string().nullable(),
  plan: z.enum(plans),
  version: z.coerce.number(),
  valid_from: z.date(),
  deleted_at: z.date().nullable(),
  key_ids: z.array(z.string()),
});

type Verdict = { readonly verdict: 'live' | 'ended'; readonly version: number };

/** Profiles straight from the database, and verdicts in a memory that a test can empty. */
export const plainMembers = (db: Db) => {
  const verdicts = new Map<string, Verdict>();
  return {
    forgetVerdicts: () => verdicts.clear(),
    invalidateUserCache: async () => {},
    keepVerdict: async ({ sessionId, verdict, version }: Verdict & { sessionId: string }) => {
      verdicts.set(sessionId, { verdict, version });
    },
    readMember: async ({ userId, sessionId }: { userId: string; sessionId: string | null }) => {
      const { rows } = await sql`select u.*, array(select k.id::text from public.api_keys k
        where k.user_id = u.id and k.revoked_at is null) as key_ids from public.users u where id = ${userId}`.execute(
        db,
      );
      if (rows.length === 0) return { profile: null, verdict: 'unknown' as const };
      const row = Row.parse(rows[0]);
      const { id, email, plan, version, key_ids: keyIds } = row;
      const kept = verdicts.get(sessionId ?? '');
      const profile = {
        ...{ id, email, plan, version, keyIds },
        validFromMs: row.valid_from.getTime(),
        isDeleted: row.deleted_at !== null,
      };
      return { profile, verdict: kept?.version === version ? kept.verdict : ('unknown' as const) };
    },
  };
};
