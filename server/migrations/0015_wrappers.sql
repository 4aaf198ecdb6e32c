-- What the engine learned about page templates, per user: replayed on the next page of the same template.

create table if not exists public.wrappers (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  -- The origin of the page's address; empty for pages without one.
  site text not null,
  -- SHA-256 of the canonical list of the fields: the list itself may be longer than an index holds.
  fields_key text not null,
  fingerprint text not null,
  scope text not null check (scope in ('list', 'page')),
  fields text[] not null,
  url_pattern text,
  -- JSON. Not jsonb, which refuses some of what pages say (U+0000, halves of surrogate pairs).
  wrapper text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, site, fields_key, fingerprint)
);

create index if not exists wrappers_newest on public.wrappers (user_id, updated_at desc, id);

alter table public.wrappers enable row level security;
revoke all on public.wrappers from public, anon, authenticated;
grant select on public.wrappers to authenticated;
grant select, insert, update, delete on public.wrappers to service_role;

drop policy if exists "own wrappers" on public.wrappers;
create policy "own wrappers" on public.wrappers for select to authenticated using (user_id = (select auth.uid()));
drop policy if exists "server" on public.wrappers;
create policy "server" on public.wrappers to service_role using (true) with check (true);
