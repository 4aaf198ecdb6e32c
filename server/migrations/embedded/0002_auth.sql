-- What a Supabase project brings along, for servers without one: the roles and the part of its schema `auth` that we
-- sign people in with. Names are Supabase's wherever both have the thing, so that one query serves both.

-- Roles belong to the whole database server: another database on it, migrating now, may make the same ones.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin noinherit', wanted);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end
$$;

create schema if not exists auth;
grant usage on schema auth to anon, authenticated, service_role;

create table if not exists auth.users (
  id uuid primary key,
  aud text not null default 'authenticated',
  role text not null default 'authenticated',
  email text,
  -- An Argon2id hash in PHC form; null: this user has no password.
  encrypted_password text,
  email_confirmed_at timestamptz,
  last_sign_in_at timestamptz,
  raw_app_meta_data jsonb not null default '{}',
  raw_user_meta_data jsonb not null default '{}',
  banned_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);

create unique index if not exists users_one_per_email on auth.users (lower(email));

create table if not exists auth.identities (
  id uuid primary key default gen_random_uuid(),
  provider_id text not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  identity_data jsonb not null default '{}',
  provider text not null,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, provider)
);

create index if not exists identities_of_user on auth.identities (user_id);

create table if not exists auth.sessions (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  refreshed_at timestamptz,
  -- From then on the session is over; null: it has no end.
  not_after timestamptz,
  user_agent text
);

create index if not exists sessions_of_user on auth.sessions (user_id);

create table if not exists auth.refresh_tokens (
  -- SHA-256 of the token: whoever reads this table cannot sign in with it.
  token_hash bytea primary key check (length(token_hash) = 32),
  session_id uuid not null references auth.sessions (id) on delete cascade,
  -- Used once. It stays, so that one that is sent again is recognised and ends its session.
  revoked boolean not null default false,
  created_at timestamptz not null default now()
);

create index if not exists refresh_tokens_of_session on auth.refresh_tokens (session_id);

create table if not exists auth.signing_keys (
  -- The `kid` in the head of the tokens that it signs.
  id text primary key,
  -- A JWK (RFC 7517); what is published is made from it.
  private_jwk jsonb not null,
  created_at timestamptz not null default now(),
  -- A new key is published before it signs, so that whoever verifies has it by then.
  active_from timestamptz not null default now(),
  -- From then on it signs nothing more, though what it signed is still good.
  retired_at timestamptz
);

-- Who asks, as PostgREST says it; null for our own server, which asks for everybody.
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;
