-- Behind Supabase's PostgREST everybody with the public key reaches these tables. A user reads the own rows, changes the
-- own settings, and nothing else: plan, limits and usage are written by the server, which owns the tables.

create table if not exists public.migrations (name text primary key, applied_at timestamptz not null default now());

alter table public.users enable row level security;
alter table public.activities enable row level security;
alter table public.api_keys enable row level security;
-- Nobody's business but the server's: no right and no policy.
alter table public.profile_outbox enable row level security;
alter table public.migrations enable row level security;

-- Supabase grants everything on new tables, and row-level security alone says nothing of columns or of truncate.
revoke all on public.users, public.activities, public.api_keys, public.profile_outbox, public.migrations
  from public, anon, authenticated;
grant select on public.users, public.activities to authenticated;
grant update (display_name, smart_formatting, default_export, time_zone) on public.users to authenticated;
-- Not the hash.
grant select (id, user_id, name, created_at, revoked_at) on public.api_keys to authenticated;
grant select, insert, update, delete on public.users, public.activities, public.api_keys to service_role;

revoke execute on function public.refuse_change(), public.raise_profile_version(), public.tell_profile_change(),
  public.tell_key_change(), public.follow_auth_user() from public, anon, authenticated;

drop policy if exists "own row" on public.users;
create policy "own row" on public.users for select to authenticated using (id = (select auth.uid()));
drop policy if exists "own settings" on public.users;
create policy "own settings" on public.users for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));
drop policy if exists "own activities" on public.activities;
create policy "own activities" on public.activities for select to authenticated
  using (user_id = (select auth.uid()));
drop policy if exists "own keys" on public.api_keys;
create policy "own keys" on public.api_keys for select to authenticated using (user_id = (select auth.uid()));

-- An adopted table may bring policies that show more: these are asked besides whatever else there is.
drop policy if exists "own row only" on public.users;
create policy "own row only" on public.users as restrictive to anon, authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));
drop policy if exists "own activities only" on public.activities;
create policy "own activities only" on public.activities as restrictive to anon, authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- service_role stands for the server itself. Supabase's may pass by row-level security; one made by us may not.
do $$
declare
  guarded text;
begin
  foreach guarded in array array['users', 'activities', 'api_keys'] loop
    execute format('drop policy if exists "server" on public.%I', guarded);
    execute format('create policy "server" on public.%I to service_role using (true) with check (true)', guarded);
  end loop;
end
$$;
