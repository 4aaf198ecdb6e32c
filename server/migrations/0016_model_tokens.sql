-- What users asked of the model in a month, in tokens: counted before a question is asked, put right when its answer
-- tells how many it took. A process that dies in between leaves what it took, so a budget is never overdrawn by a crash.

create table if not exists public.model_tokens (
  user_id uuid not null references public.users (id) on delete cascade,
  -- The calendar month in UTC.
  month timestamptz not null,
  tokens bigint not null check (tokens >= 0),
  primary key (user_id, month)
);

-- Takes tokens from the month's, all or none; null: there are not so many left, or no such user. No limit: p_most null.
create or replace function public.take_model_tokens(p_user_id uuid, p_tokens bigint, p_most bigint)
returns timestamptz language sql security definer set search_path = '' as $$
  insert into public.model_tokens as m (user_id, month, tokens)
    select id, date_trunc('month', clock_timestamp(), 'UTC'), p_tokens from public.users
      where id = p_user_id and (p_most is null or p_tokens <= p_most)
    on conflict (user_id, month) do update set tokens = m.tokens + excluded.tokens
      where p_most is null or m.tokens + excluded.tokens <= p_most
    returning month
$$;

alter table public.model_tokens enable row level security;
revoke all on public.model_tokens from public, anon, authenticated;
grant select on public.model_tokens to authenticated;
grant select, insert, update, delete on public.model_tokens to service_role;
revoke all on function public.take_model_tokens(uuid, bigint, bigint) from public, anon, authenticated;
grant execute on function public.take_model_tokens(uuid, bigint, bigint) to service_role;

drop policy if exists "own model tokens" on public.model_tokens;
create policy "own model tokens" on public.model_tokens for select to authenticated
  using (user_id = (select auth.uid()));
drop policy if exists "server" on public.model_tokens;
create policy "server" on public.model_tokens to service_role using (true) with check (true);
