import { createClient } from '@supabase/supabase-js';
import { sql } from 'kysely';
import type { Db } from '../../platform/postgres/postgres.ts';

/** Removes somebody who signs in; safe to repeat. */
type RemoveUser = (userId: string) => Promise<void>;

/** Removes a user of the embedded sign-in; sessions, tokens and identities go along. */
export const removeEmbeddedUser =
  (db: Db): RemoveUser =>
  async (userId) => {
    await sql`delete from auth.users where id = ${userId}::uuid`.execute(db);
  };

type Supabase = { readonly url: string; readonly serviceRoleKey: string };

const timeoutMs = 10_000;

/** Removes a user of Supabase through its admin API. One that is not there is removed already. */
export const removeSupabaseUser = ({ url, serviceRoleKey }: Supabase): RemoveUser => {
  const { auth } = createClient(url, serviceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
    },
  });
  return async (userId) => {
    const { error } = await auth.admin.deleteUser(userId);
    if (error && error.status !== 404) throw new Error('Supabase did not remove the user.', { cause: error });
  };
};
