import { Client } from 'pg';

/** How much a large installation has: enough for Postgres to see that reading it all is a bad plan. */
const amounts = { users: 100_000, activities: 1_000_000 };

/**
 * Fills a migrated database with users, their keys, sessions, activities and usage. `mainUser` has a hundred times as many
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
      insert into public.users (id, email, stripe_customer_id)
        select id, n || '@example.com', 'cus_' || id from people;
      insert into auth.users (id, email) select id, n || '@example.com' from people;
      insert into auth.identities (provider_id, user_id, provider) select id, id, 'email' from people;
      insert into auth.sessions (id, user_id) select id, id from people;
      insert into auth.refresh_tokens (token_hash, session_id) select sha256(id::text::bytea), id from people;
      insert into public.api_keys (id, user_id, name, key_hash)
        select id, id, 'script', sha256(id::text::bytea) from people;
      insert into public.billing_subscriptions (subscription_id, customer_id, user_id, status, plan)
        select 'sub_' || id, 'cus_' || id, id, 'canceled', 'PRO' from people;
      insert into public.stripe_inbox (event_id, type, created_at, payload, subscription_id, customer_id, state,
        settled_at) select 'evt_' || id, 'invoice.paid', now(), '{}', 'sub_' || id, 'cus_' || id, 'applied', now()
        from people;
      insert into public.wrappers (user_id, site, fields_key, fingerprint, scope, fields, wrapper)
        select id, 'https://shop.example', k, '', 'list', '{name}', '{}' from people, generate_series(1, 3) k;
      insert into public.profile_outbox (user_id, version) select id, 1 from people;
      insert into public.activities (user_id, kind, summary, created_at)
        select case when n % 1000 = 0 then '${mainUser}'::uuid else md5('user ' || n % ${users})::uuid end,
          (array['scrape', 'export', 'settings'])[n % 3 + 1], 'a page', now() - n * interval '1 second'
        from generate_series(1, ${activities}) n;
      insert into public.usage_ledger (user_id, request_key, kind, units, state, lease_expires_at, period_start)
        select md5('user ' || n % ${users})::uuid, 'request ' || n, 'scrape', 1, 'settled', now(),
          date_trunc('month', now(), 'UTC') from generate_series(1, ${activities}) n;
      insert into public.idempotency_keys (user_id, key_hash, request_hash, claim, answer, lease_expires_at, expires_at)
        select id, sha256(id::text::bytea), sha256(id::text::bytea), id::text, '{}', now(),
          now() + interval '1 hour' from people;
      insert into public.saved_results (activity_id, user_id, body, expires_at)
        select id, id, '', now() + interval '1 day' from people;
      insert into public.exports (id, user_id, form, file_name, state, row_count, is_job, created_at, expires_at,
          key_hash, request_hash)
        select id, id, '{"format":"json"}', 'rows.json', 'done', 1, false, now(), now() + interval '1 day',
          sha256(id::text::bytea), sha256(id::text::bytea) from people;
      insert into public.export_pieces (export_id, part, n, bytes) select id, 'file', 0, '' from people;
      insert into public.google_connections (user_id, refresh_token, connected_at) select id, '', now() from people;
      insert into public.google_attempts (state_hash, browser_hash, user_id, code_verifier, expires_at)
        select sha256(id::text::bytea), sha256(id::text::bytea), id, '', now() + interval '1 hour' from people;
      insert into public.sheet_exports (id, user_id, mode, step, row_count, key_hash, request_hash, spreadsheet_id,
          sheet_id, first_row)
        select id, id, 'append', case when n % 100 = 0 then 'placed' else 'done' end, 1, sha256(id::text::bytea),
          sha256(id::text::bytea), n / 10, 0, 1 from people;
      insert into public.spreadsheet_locks (spreadsheet_id, holder, held_until)
        select id::text, id, now() + interval '1 hour' from people;
      set session_replication_role = default;`);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
};
