-- Saved results, and the three verbs of usage: reserve, then settle or release. Each is one statement for its caller, so
-- that what was charged, what happened and what was delivered are written together or not at all.

-- ── What was delivered ────────────────────────────────────────────────────────────────────────────────────────────

create table if not exists public.saved_results (
  activity_id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  -- The answer's JSON, compressed with zstd (RFC 8878).
  body bytea not null,
  expires_at timestamptz not null
);

-- It is compressed already.
alter table public.saved_results alter column body set storage external;
create index if not exists saved_results_of_user on public.saved_results (user_id);
create index if not exists saved_results_by_age on public.saved_results (expires_at);

-- ── Reserve ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Answers with what is known of the usage and an outcome: reserved; charged, when this request key was charged before; exhausted; gone, when there is no such user; and
-- with an idempotency key those of claim_idempotency_key. Where nothing is to be charged (0 units), it is still asked
-- whether one more would fit.
create or replace function public.reserve_usage(
  p_user_id uuid, p_request_key text, p_kind text, p_units integer, p_lease_seconds integer,
  p_key_hash bytea default null, p_request_hash bytea default null
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  reading public.usage_reading;
  claimed record;
  held_state text;
  outcome text := 'reserved';
  lease timestamptz := clock_timestamp() + make_interval(secs => p_lease_seconds);
begin
  if p_key_hash is not null then
    select * into claimed
      from public.claim_idempotency_key(p_user_id, p_key_hash, p_request_hash, p_request_key, p_lease_seconds);
    if claimed.outcome <> 'claimed' then
      return to_jsonb(claimed);
    end if;
  end if;

  reading := public.enter_usage_period(p_user_id);
  if reading.version is null then
    return jsonb_build_object('outcome', 'gone');
  end if;

  select l.state into held_state from public.usage_ledger l
    where l.user_id = p_user_id and l.request_key = p_request_key for update;
  if held_state = 'settled' then
    outcome := 'charged';
  elsif held_state = 'reserved' then
    -- Somebody is about to be charged for the same thing: that is enough for both.
    update public.usage_ledger l set holders = l.holders + 1, lease_expires_at = greatest(l.lease_expires_at, lease)
      where l.user_id = p_user_id and l.request_key = p_request_key;
  else
    if reading.used + reading.reserved + greatest(p_units, 1) > reading.plan_limit
        and public.expire_usage_of(p_user_id) > 0 then
      reading := public.enter_usage_period(p_user_id);
    end if;
    if reading.used + reading.reserved + greatest(p_units, 1) > reading.plan_limit then
      outcome := 'exhausted';
      delete from public.idempotency_keys k
        where k.user_id = p_user_id and k.key_hash = p_key_hash and k.claim = p_request_key;
    else
      insert into public.usage_ledger as l (user_id, request_key, kind, units, state, lease_expires_at, period_start)
        values (p_user_id, p_request_key, p_kind, p_units, 'reserved', lease, reading.starts_at)
        on conflict (user_id, request_key) do update set
          units = excluded.units, state = 'reserved', holders = 1, lease_expires_at = excluded.lease_expires_at,
          period_start = excluded.period_start;
      if p_units > 0 then
        update public.users u set
            usage_this_month = u.usage_this_month + p_units, usage_reserved = u.usage_reserved + p_units,
            usage_version = u.usage_version + 1
          where u.id = p_user_id;
        reading.reserved := reading.reserved + p_units;
        reading.version := reading.version + 1;
      end if;
    end if;
  end if;

  return to_jsonb(reading) || jsonb_build_object('outcome', outcome);
end
$$;

-- ── Settle ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Charges what was reserved, or nothing, and writes down what happened and what was delivered. Outcomes: settled; lost,
-- when the lease ended meanwhile: nothing is written then, for somebody else may have been given the unit. What is kept
-- under an idempotency key is the answer that was handed in, with the usage as it is told now.
create or replace function public.settle_usage(
  p_user_id uuid, p_request_key text, p_charge boolean, p_activity jsonb,
  p_result bytea default null, p_result_days integer default null,
  p_key_hash bytea default null, p_answer jsonb default null
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  reading public.usage_reading;
  entry record;
  charged integer := 0;
  receipt jsonb;
begin
  if p_key_hash is not null then
    perform from public.idempotency_keys k
      where k.user_id = p_user_id and k.key_hash = p_key_hash and k.claim = p_request_key for update;
    if not found then
      return jsonb_build_object('outcome', 'lost');
    end if;
  end if;
  reading := public.enter_usage_period(p_user_id);
  select l.state, l.units, l.period_start into entry from public.usage_ledger l
    where l.user_id = p_user_id and l.request_key = p_request_key for update;
  if reading.version is null or entry.state is null or entry.state = 'released' then
    return jsonb_build_object('outcome', 'lost');
  end if;

  -- Otherwise somebody who shared the reservation was charged already.
  if entry.state = 'reserved' then
    update public.usage_ledger l set
        state = case when p_charge then 'settled' else 'released' end, settled_at = clock_timestamp()
      where l.user_id = p_user_id and l.request_key = p_request_key;
    if p_charge then
      charged := entry.units;
    end if;
    if entry.units > 0 and entry.period_start = reading.starts_at then
      update public.users u set
          usage_this_month = u.usage_this_month - entry.units + charged,
          usage_reserved = u.usage_reserved - entry.units, usage_version = u.usage_version + 1
        where u.id = p_user_id;
      reading.used := reading.used + charged;
      reading.reserved := reading.reserved - entry.units;
      reading.version := reading.version + 1;
    end if;
  end if;

  insert into public.activities (id, user_id, kind, summary, counts, request_id)
    values ((p_activity ->> 'id')::uuid, p_user_id, p_activity ->> 'kind', p_activity ->> 'summary',
      p_activity -> 'counts', p_activity ->> 'request_id');
  if p_result is not null then
    insert into public.saved_results (activity_id, user_id, body, expires_at)
      values ((p_activity ->> 'id')::uuid, p_user_id, p_result,
        clock_timestamp() + make_interval(days => p_result_days));
  end if;
  receipt := to_jsonb(reading) || jsonb_build_object('charged', charged);
  if p_key_hash is not null then
    perform public.close_idempotency_key(p_user_id, p_key_hash, p_request_key, p_answer || receipt);
  end if;
  return receipt || jsonb_build_object('outcome', 'settled');
end
$$;

-- ── Release ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Gives back what was reserved for a request that delivered nothing; what was settled stays. Safe to repeat.
create or replace function public.release_usage(
  p_user_id uuid, p_request_key text, p_key_hash bytea default null, p_answer jsonb default null
) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  entry record;
begin
  if p_key_hash is not null then
    perform public.close_idempotency_key(p_user_id, p_key_hash, p_request_key, p_answer);
  end if;
  perform from public.users u where u.id = p_user_id for no key update;
  update public.usage_ledger l set
      holders = l.holders - 1, state = case when l.holders > 1 then 'reserved' else 'released' end
    where l.user_id = p_user_id and l.request_key = p_request_key and l.state = 'reserved'
    returning l.state, l.units, l.period_start into entry;
  if entry.state is distinct from 'released' then
    return false;
  end if;
  perform public.give_back_usage(p_user_id, entry.period_start, entry.units);
  return true;
end
$$;

-- ── Leases ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- For requests that are still being worked on: the lease ends some time after their process, not after their patience.
create or replace function public.renew_usage_leases(p_user_ids uuid[], p_request_keys text[], p_lease_seconds integer)
returns void language plpgsql security definer set search_path = '' as $$
declare
  lease timestamptz := clock_timestamp() + make_interval(secs => p_lease_seconds);
begin
  -- Whoever holds one of these rows is about to end it or to renew it: nothing here is worth waiting for.
  update public.idempotency_keys k set lease_expires_at = lease
    where (k.user_id, k.key_hash) in (
      select held.user_id, held.key_hash from public.idempotency_keys held
        join unnest(p_user_ids, p_request_keys) as mine (user_id, request_key)
          on held.user_id = mine.user_id and held.claim = mine.request_key
        where held.answer is null for update of held skip locked);
  update public.usage_ledger l set lease_expires_at = greatest(l.lease_expires_at, lease)
    where (l.user_id, l.request_key) in (
      select held.user_id, held.request_key from public.usage_ledger held
        join unnest(p_user_ids, p_request_keys) as mine (user_id, request_key) using (user_id, request_key)
        where held.state = 'reserved' for update of held skip locked);
end
$$;

-- Releases the reservations of processes that died, some users at a time. Instances may do it side by side.
create or replace function public.expire_usage(p_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  stale uuid;
  count integer := 0;
begin
  for stale in
    select distinct s.user_id from (
      select l.user_id from public.usage_ledger l
        where l.state = 'reserved' and l.lease_expires_at <= clock_timestamp()
        order by l.lease_expires_at limit p_most) s
      order by s.user_id
  loop
    perform from public.users u where u.id = stale for no key update;
    count := count + public.expire_usage_of(stale);
  end loop;
  return count;
end
$$;

-- Users whose counters are not the sum of their ledger: there should be none. One statement, one snapshot.
create or replace function public.check_usage_ledger()
returns table (user_id uuid, counted integer, reserved integer, in_ledger integer, reserved_in_ledger integer)
language sql stable security definer set search_path = '' as $$
  select u.id, u.usage_this_month, u.usage_reserved, coalesce(l.units, 0)::integer, coalesce(l.reserved, 0)::integer
    from public.users u
      left join (
        select e.user_id, e.period_start, sum(e.units) as units,
            sum(e.units) filter (where e.state = 'reserved') as reserved
          from public.usage_ledger e where e.state <> 'released' group by e.user_id, e.period_start
      ) l on l.user_id = u.id and l.period_start = u.usage_period_start
    -- Of who is being deleted the ledger goes first.
    where u.deleted_at is null
      and (u.usage_this_month <> coalesce(l.units, 0) or u.usage_reserved <> coalesce(l.reserved, 0))
$$;

-- ── Who may do what ───────────────────────────────────────────────────────────────────────────────────────────────

-- Nobody but the server sees these tables or calls these functions: whoever could release units would read for nothing.
alter table public.usage_ledger enable row level security;
alter table public.idempotency_keys enable row level security;
alter table public.saved_results enable row level security;
revoke all on public.usage_ledger, public.idempotency_keys, public.saved_results from public, anon, authenticated;
grant select, insert, update, delete on public.usage_ledger, public.idempotency_keys, public.saved_results
  to service_role;

do $$
declare
  guarded text;
  internal regprocedure;
begin
  foreach guarded in array array['usage_ledger', 'idempotency_keys', 'saved_results'] loop
    execute format('drop policy if exists "server" on public.%I', guarded);
    execute format('create policy "server" on public.%I to service_role using (true) with check (true)', guarded);
  end loop;
  for internal in
    select p.oid::regprocedure from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.proname in ('usage_period', 'enter_usage_period',
        'read_usage', 'give_back_usage', 'expire_usage_of', 'claim_idempotency_key', 'close_idempotency_key',
        'reserve_usage', 'settle_usage', 'release_usage', 'renew_usage_leases', 'expire_usage', 'check_usage_ledger')
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', internal);
    execute format('grant execute on function %s to service_role', internal);
  end loop;
end
$$;
