import { sql } from 'kysely';
import type { Db } from '../../platform/postgres/postgres.ts';

/** Where the project is, and the key of its administrator. */
type SupabaseAdmin = { readonly url: string; readonly serviceRoleKey: string };

type Needs = {
  readonly db: Db;
  /** Null: we sign people in ourselves. */
  readonly supabase: SupabaseAdmin | null;
};

const timeoutMs = 10_000;

/** Removes whoever signs in: sessions, tokens and identities go along, keys with the account's row. Safe to repeat. */
export const removeUser = ({ db, supabase }: Needs): ((userId: string) => Promise<void>) =>
  supabase ? removeSupabaseUser(supabase) : removeEmbeddedUser(db);

const removeEmbeddedUser = (db: Db) => async (userId: string) => {
  await sql`delete from auth.users where id = ${userId}::uuid`.execute(db);
};

const removeSupabaseUser =
  ({ url, serviceRoleKey }: SupabaseAdmin) =>
  async (userId: string) => {
    // Hardly ever needed, and not small: it is loaded when somebody leaves.
    const { createClient } = await import('@supabase/supabase-js');
    const { auth } = createClient(url, serviceRoleKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      global: { fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }) },
    });
    const { error } = await auth.admin.deleteUser(userId);
    // One that is not there was removed before; any other 404 is an address that leads elsewhere.
    if (error && error.code !== 'user_not_found')
      throw new Error('Supabase did not remove the user.', { cause: error });
  };
