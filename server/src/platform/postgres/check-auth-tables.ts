import { sql } from 'kysely';
import { z } from 'zod';
import { StartError } from '../../kernel/start-error.ts';
import type { Postgres } from './postgres.ts';

const Found = z.tuple([z.object({ users: z.boolean(), ours: z.boolean() })]);

/**
 * Makes sure that whoever signs people in is the one who keeps them: a Supabase project is never mixed with our own
 * sign-in, which would write into its tables.
 * @throws {StartError} when the database is not the one that the settings speak of.
 */
export const checkAuthTables = async (postgres: Postgres, withSupabase: boolean): Promise<void> => {
  // The keys that tokens are signed with stand in a table that Supabase does not have.
  const { rows } = await sql`
    select to_regclass('auth.users') is not null as users, to_regclass('auth.signing_keys') is not null as ours
  `.execute(postgres.db);
  const [{ users, ours }] = Found.parse(rows);
  if (withSupabase && !users)
    throw new StartError(
      'DATABASE_URL is not the Postgres of a Supabase project: it has no table auth.users. Copy it in the project\'s dashboard, under "Connect".',
    );
  if (withSupabase && ours)
    throw new StartError(
      'DATABASE_URL is a database in which this server signed people in itself; SUPABASE_URL wants the Postgres of that project.',
    );
  if (!withSupabase && users && !ours)
    throw new StartError(
      'DATABASE_URL is the Postgres of a Supabase project: set SUPABASE_URL, SUPABASE_ANON_KEY and SUPABASE_SERVICE_ROLE_KEY too.',
    );
};
