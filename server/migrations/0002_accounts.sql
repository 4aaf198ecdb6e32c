-- Accounts: what we know about a user, what happened in the account, and the outbox that keeps caches right.
-- Both tables may be here already, made by somebody else: every step adds what is missing and loses no row.

-- An adopted table may insist on columns that we do not know and so cannot fill. They stay, and may be empty.
create or replace function pg_temp.let_others_be_empty(adopted regclass, ours text[]) returns void
language plpgsql as $$
declare
  foreign_column name;
begin
  for foreign_column in
    select attname from pg_attribute
    where attrelid = adopted and attnum > 0 and not attisdropped
      and attnotnull and not atthasdef and attidentity = '' and not attname = any (ours)
  loop
    execute format('alter table %s alter column %I drop not null', adopted, foreign_column);
  end loop;
end
$$;

-- ── public.users ──────────────────────────────────────────────────────────────────────────────────────────────────

do $$
declare
  plan_type text;
begin
  select format_type(atttypid, null) into plan_type from pg_attribute
    where attrelid = 'public.users'::regclass and attname = 'plan';
  if plan_type is null then
    alter table public.users add column plan text not null default 'FREE';
    alter table public.users add column if not exists plan_limits_scrapes integer default 50;
    -- The owner of a server that sells nothing pays nothing.
    update public.users set plan = 'SELF_HOSTED', plan_limits_scrapes = null where role = 'owner';
  elsif plan_type <> 'text' then
    alter table public.users alter column plan drop default;
    alter table public.users alter column plan type text using plan::text;
  end if;
end
$$;

alter table public.users
  add column if not exists email text,
  add column if not exists display_name text,
  add column if not exists plan_limits_scrapes integer default 50,
  add column if not exists usage_this_month integer default 0,
  add column if not exists period_start timestamptz,
  add column if not exists smart_formatting boolean default false,
  add column if not exists default_export text,
  add column if not exists time_zone text,
  add column if not exists stripe_customer_id text,
  add column if not exists stripe_subscription_id text,
  -- Sessions that were issued before are over.
  add column if not exists valid_from timestamptz,
  -- Somebody asked for deletion: nobody gets in, and a job removes the rest.
  add column if not exists deleted_at timestamptz,
  add column if not exists version bigint,
  add column if not exists created_at timestamptz default now(),
  add column if not exists updated_at timestamptz;

select pg_temp.let_others_be_empty('public.users', array['id', 'role', 'plan', 'usage_this_month', 'period_start',
  'smart_formatting', 'valid_from', 'version', 'created_at', 'updated_at']);

update public.users set
  plan = coalesce(upper(plan), 'FREE'),
  usage_this_month = coalesce(usage_this_month, 0),
  -- Months are counted in UTC: a period begins with the first of a month.
  period_start = coalesce(period_start, date_trunc('month', now() at time zone 'utc') at time zone 'utc'),
  smart_formatting = coalesce(smart_formatting, false),
  valid_from = coalesce(valid_from, 'epoch'),
  version = coalesce(version, 1),
  created_at = coalesce(created_at, now()),
  updated_at = coalesce(updated_at, now())
where plan is null or plan <> upper(plan)
  or usage_this_month is null or period_start is null or smart_formatting is null or valid_from is null
  or version is null or created_at is null or updated_at is null;

alter table public.users
  alter column plan set default 'FREE', alter column plan set not null,
  alter column plan_limits_scrapes set default 50, alter column plan_limits_scrapes drop not null,
  alter column usage_this_month set default 0, alter column usage_this_month set not null,
  alter column period_start set default (date_trunc('month', now() at time zone 'utc') at time zone 'utc'),
  alter column period_start set not null,
  alter column smart_formatting set default false, alter column smart_formatting set not null,
  alter column valid_from set default 'epoch', alter column valid_from set not null,
  alter column version set default 1, alter column version set not null,
  alter column created_at set default now(), alter column created_at set not null,
  alter column updated_at set default now(), alter column updated_at set not null;

do $$
declare
  unknown text;
begin
  select string_agg(distinct plan, ', ') into unknown from public.users
    where plan not in ('FREE', 'STARTER', 'PRO', 'SCALE', 'SELF_HOSTED');
  if unknown is not null then
    raise exception 'The table public.users has plans that Gleaner does not know: %. Rename them to FREE, STARTER, PRO, SCALE or SELF_HOSTED and migrate again.', unknown;
  end if;
end
$$;

alter table public.users drop constraint if exists users_known_plan;
alter table public.users add constraint users_known_plan
  check (plan in ('FREE', 'STARTER', 'PRO', 'SCALE', 'SELF_HOSTED'));
alter table public.users drop constraint if exists users_short_names;
alter table public.users add constraint users_short_names
  check (char_length(display_name) <= 200 and char_length(time_zone) <= 100) not valid;
alter table public.users drop constraint if exists users_known_export;
alter table public.users add constraint users_known_export
  check (default_export in ('csv', 'xlsx', 'json', 'sheets')) not valid;

-- The few whose deletion is under way.
create index if not exists users_being_deleted on public.users (deleted_at) where deleted_at is not null;

-- ── public.activities: written once, never changed ────────────────────────────────────────────────────────────────

create table if not exists public.activities (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade
);

-- An adopted table may number its rows: its numbers stay, under another name.
do $$
begin
  if (select atttypid from pg_attribute where attrelid = 'public.activities'::regclass and attname = 'id')
     is distinct from 'uuid'::regtype then
    if exists (select from pg_attribute where attrelid = 'public.activities'::regclass and attname = 'id') then
      alter table public.activities rename column id to previous_id;
    end if;
    alter table public.activities add column id uuid not null unique default gen_random_uuid();
  end if;
end
$$;

alter table public.activities
  add column if not exists user_id uuid,
  add column if not exists kind text not null default 'other',
  add column if not exists summary text not null default '',
  add column if not exists counts jsonb not null default '{}',
  add column if not exists request_id text,
  add column if not exists created_at timestamptz not null default now();

alter table public.activities alter column id set default gen_random_uuid();
alter table public.activities alter column created_at set default now();

select pg_temp.let_others_be_empty('public.activities', array['id', 'user_id', 'kind', 'summary', 'counts',
  'created_at']);

-- Old rows may be of users that are gone, so only new ones are held to this.
do $$
begin
  if not exists (select from pg_constraint where contype = 'f'
      and conrelid = 'public.activities'::regclass and confrelid = 'public.users'::regclass) then
    alter table public.activities add constraint activities_of_a_user
      foreign key (user_id) references public.users (id) on delete cascade not valid;
  end if;
end
$$;

drop function pg_temp.let_others_be_empty(regclass, text[]);

create index if not exists activities_of_user
  on public.activities (user_id, created_at desc, id desc);
create index if not exists activities_of_user_by_kind
  on public.activities (user_id, kind, created_at desc, id desc);

create or replace function public.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'The rows of %.% are written once and never changed.', tg_table_schema, tg_table_name;
end
$$;

drop trigger if exists activities_are_not_changed on public.activities;
create trigger activities_are_not_changed before update on public.activities
  for each row execute function public.refuse_change();

-- ── Versions and the outbox: what caches must be told ─────────────────────────────────────────────────────────────

create table if not exists public.profile_outbox (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  version bigint not null,
  created_at timestamptz not null default now()
);

create index if not exists profile_outbox_of_user on public.profile_outbox (user_id, version);
create index if not exists profile_outbox_by_age on public.profile_outbox (created_at);

-- Every change but that of usage makes a new version, whoever writes: SQL typed elsewhere counts too.
-- The row is locked when this runs, so versions of one user rise in the order of their commits.
create or replace function public.raise_profile_version() returns trigger language plpgsql set search_path = '' as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;

-- The last in the alphabet fires last: it sees what other triggers of an adopted table did.
drop trigger if exists zz_profile_version on public.users;
create trigger zz_profile_version before update on public.users for each row
  when (to_jsonb(old) - '{usage_this_month,period_start,updated_at}'::text[]
    is distinct from to_jsonb(new) - '{usage_this_month,period_start,updated_at}'::text[])
  execute function public.raise_profile_version();

-- Runs with our rights: a user who may change the own name through PostgREST may not write the outbox.
create or replace function public.tell_profile_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    insert into public.profile_outbox (user_id, version) values (old.id, old.version + 1);
    perform pg_notify('profile_changed', old.id::text);
  else
    insert into public.profile_outbox (user_id, version) values (new.id, new.version);
    perform pg_notify('profile_changed', new.id::text);
  end if;
  return null;
end
$$;

drop trigger if exists zz_profile_came_or_went on public.users;
create trigger zz_profile_came_or_went after insert or delete on public.users
  for each row execute function public.tell_profile_change();
drop trigger if exists zz_profile_changed on public.users;
create trigger zz_profile_changed after update on public.users
  for each row when (new.version <> old.version) execute function public.tell_profile_change();

-- A profile names the keys that work, so a change of keys is a change of the profile.
create or replace function public.tell_key_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    update public.users set version = version + 1 where id = old.user_id;
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.user_id <> old.user_id) then
    update public.users set version = version + 1 where id = new.user_id;
  end if;
  return null;
end
$$;

drop trigger if exists zz_key_changed on public.api_keys;
create trigger zz_key_changed after insert or update or delete on public.api_keys
  for each row execute function public.tell_key_change();
