-- Exports: files that were made of rows, kept for a day, and jobs that are still to make one.

create table if not exists public.exports (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  -- Whose kept rows are exported; null: the rows were sent along and are in export_pieces.
  activity_id uuid,
  fields jsonb,
  -- How the file is to look: { "format": "csv", … }.
  form jsonb not null,
  file_name text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  row_count integer not null,
  rows_written integer not null default 0,
  file_bytes bigint,
  -- SHA-256 of the Idempotency-Key and of the request: sent again it is the same export.
  key_hash bytea,
  request_hash bytea,
  is_job boolean not null,
  -- Why it failed: { "code": …, "detail": … }.
  failure jsonb,
  -- What it was charged, as the usage room tells it.
  receipt jsonb,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create index if not exists exports_of_user on public.exports (user_id);
create unique index if not exists exports_by_key on public.exports (user_id, key_hash) where key_hash is not null;
-- For the sweep.
create index if not exists exports_by_end on public.exports (expires_at);

-- Files are cut, so that neither writing nor reading one holds all of it at once.
create table if not exists public.export_pieces (
  export_id uuid not null references public.exports (id) on delete cascade,
  -- The rows that are to be exported, or the file that was made of them.
  part text not null check (part in ('source', 'file')),
  n integer not null,
  bytes bytea not null,
  primary key (export_id, part, n)
);

-- Nobody's business but the server's: what a user may see of these is asked through the API.
alter table public.exports enable row level security;
alter table public.export_pieces enable row level security;
revoke all on public.exports, public.export_pieces from public, anon, authenticated;
grant select, insert, update, delete on public.exports, public.export_pieces to service_role;
do $$
declare
  guarded text;
begin
  foreach guarded in array array['exports', 'export_pieces'] loop
    execute format('drop policy if exists "server" on public.%I', guarded);
    execute format('create policy "server" on public.%I to service_role using (true) with check (true)', guarded);
  end loop;
end
$$;
