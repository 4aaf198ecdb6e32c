-- Google Sheets: connected accounts, connections on their way, and exports to sheets that never write a row twice.

create table if not exists public.google_connections (
  user_id uuid primary key references public.users (id) on delete cascade,
  -- Sealed with ENCRYPTION_KEY: whoever reads this table reaches no spreadsheet.
  refresh_token bytea not null,
  connected_at timestamptz not null,
  -- Google said that the grant is over: the user has to connect again.
  revoked_at timestamptz
);

-- One row for each time somebody is sent to Google; it works once, for a few minutes, in the browser that was sent.
create table if not exists public.google_attempts (
  state_hash bytea primary key check (length(state_hash) = 32),
  browser_hash bytea not null check (length(browser_hash) = 32),
  user_id uuid not null references public.users (id) on delete cascade,
  code_verifier bytea not null,
  expires_at timestamptz not null
);
create index if not exists google_attempts_of_user on public.google_attempts (user_id);
create index if not exists google_attempts_by_end on public.google_attempts (expires_at);

create table if not exists public.sheet_exports (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  -- SHA-256 of the Idempotency-Key and of the request: sent again it is the same export. Who sends none means a new one.
  key_hash bytea,
  request_hash bytea,
  mode text not null check (mode in ('append', 'replace', 'new')),
  spreadsheet_id text,
  spreadsheet_url text,
  sheet_id integer,
  sheet_name text,
  -- begun → placed (its range is taken and written here) → done; failed: it will not go on.
  step text not null check (step in ('begun', 'placed', 'done', 'failed')),
  columns jsonb,
  first_row integer,
  row_count integer not null,
  rows_written integer not null default 0,
  receipt jsonb,
  -- Who is at it, and until when nobody else may be.
  runner uuid,
  leased_until timestamptz,
  created_at timestamptz not null default now()
);
create unique index if not exists sheet_exports_by_key on public.sheet_exports (user_id, key_hash)
  where key_hash is not null;
create index if not exists sheet_exports_of_user on public.sheet_exports (user_id);
create index if not exists sheet_exports_under_way on public.sheet_exports (spreadsheet_id, sheet_id)
  where step = 'placed';
create index if not exists sheet_exports_by_age on public.sheet_exports (created_at);

-- Who may take a place in a spreadsheet. No transaction stays open while Google is asked.
create table if not exists public.spreadsheet_locks (
  spreadsheet_id text primary key,
  holder uuid not null,
  held_until timestamptz not null
);
create index if not exists spreadsheet_locks_by_end on public.spreadsheet_locks (held_until);

-- Nobody's business but the server's.
do $$
declare
  guarded text;
begin
  foreach guarded in array array['google_connections', 'google_attempts', 'sheet_exports', 'spreadsheet_locks'] loop
    execute format('alter table public.%I enable row level security', guarded);
    execute format('revoke all on public.%I from public, anon, authenticated', guarded);
    execute format('grant select, insert, update, delete on public.%I to service_role', guarded);
    execute format('drop policy if exists "server" on public.%I', guarded);
    execute format('create policy "server" on public.%I to service_role using (true) with check (true)', guarded);
  end loop;
end
$$;
