-- Who may use this server, and the keys their scripts carry.

create table if not exists public.users (
  id uuid primary key,
  role text not null default 'member' check (role in ('owner', 'member')),
  created_at timestamptz not null default now()
);

-- A table of users may have been here before us: 0002 adopts it, what follows needs these two columns already.
do $$
declare
  id_type text;
begin
  select format_type(atttypid, null) into id_type from pg_attribute
    where attrelid = 'public.users'::regclass and attname = 'id';
  if id_type is distinct from 'uuid' then
    raise exception 'The column id of the table public.users must be a uuid, as in auth.users; it is %.', id_type;
  end if;
end
$$;
alter table public.users add column if not exists role text not null default 'member';

-- A server has one owner, however many processes start it at once.
create unique index if not exists users_one_owner on public.users (role) where role = 'owner';

create table if not exists public.api_keys (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  name text not null,
  -- SHA-256 of the key: whoever reads this table cannot sign in with it.
  key_hash bytea not null unique check (length(key_hash) = 32),
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

create index if not exists api_keys_of_user on public.api_keys (user_id);
