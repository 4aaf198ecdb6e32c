import { Client } from 'pg';

/** How much a large installation has: enough for Postgres to see that reading it all is a bad plan. */
const amounts = { users: 100_000, activities: 1_000_000 };

/**
 * Fills a migrated database with users, their keys, sessions and activities. `mainUser` has a hundred times as many
 * activities as others have.
 */
export const fillDatabase = async (url: string, mainUser: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { users, activities } = amounts;
  try {
    // No triggers and no foreign keys while it is filled: what they would check is so by construction.
    await client.query(`
      set session_replication_role = replica;
      create temporary table people as select n, md5('user ' || n)::uuid as id from generate_series(1, ${users}) n;
      insert into public.users (id, email) select id, n || '@example.com' from people;
      insert into auth.users (id, email) select id, n || '@example.com' from people;
      insert into auth.identities (provider_id, user_id, provider) select id, id, 'email' from people;
      insert into auth.sessions (id, user_id) select id, id from people;
      insert into auth.refresh_tokens (token_hash, session_id) select sha256(id::text::bytea), id from people;
      insert into public.api_keys (id, user_id, name, key_hash)
        select id, id, 'script', sha256(id::text::bytea) from people;
      insert into public.wrappers (user_id, site, fields_key, fingerprint, scope, fields, wrapper)
        select id, 'https://shop.example', k, '', 'list', '{name}', '{}' from people, generate_series(1, 3) k;
      insert into public.profile_outbox (user_id, version) select id, 1 from people;
      insert into public.activities (user_id, kind, summary, created_at)
        select case when n % 1000 = 0 then '${mainUser}'::uuid else md5('user ' || n % ${users})::uuid end,
          (array['scrape', 'export', 'settings'])[n % 3 + 1], 'a page', now() - n * interval '1 second'
        from generate_series(1, ${activities}) n;
      set session_replication_role = default;`);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
};
