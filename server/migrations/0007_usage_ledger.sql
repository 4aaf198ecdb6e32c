-- Usage is a ledger: one row for each metered request, and beside it a counter on the user that is always the sum of the
-- rows of the current period. The three verbs are functions, so that counting is one round trip and one transaction.
-- Locks are taken in one order everywhere: idempotency key, user, ledger.

alter table public.users
  -- Of a subscription: the period it paid for. Null: calendar months in UTC.
  add column if not exists period_end timestamptz,
  -- The part of usage_this_month that is only reserved: what was used is the difference.
  add column if not exists usage_reserved integer not null default 0,
  -- The period that the counters belong to. Null: nothing was counted yet.
  add column if not exists usage_period_start timestamptz,
  -- Raised with every change of the counters: of two readings the higher is the later.
  add column if not exists usage_version bigint not null default 0;

create table if not exists public.usage_ledger (
  user_id uuid not null references public.users (id) on delete cascade,
  -- The request; or, where a thing is charged once however often it is asked for, that thing.
  request_key text not null check (char_length(request_key) between 1 and 400),
  kind text not null,
  units integer not null check (units >= 0),
  state text not null check (state in ('reserved', 'settled', 'released')),
  -- Requests that share the reservation: it is given back by the last of them.
  holders integer not null default 1,
  -- A reservation of a process that died ends here; the living renew theirs.
  lease_expires_at timestamptz not null,
  -- The period that is charged, also when the settlement comes after its end.
  period_start timestamptz not null,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (user_id, request_key)
);

create index if not exists usage_ledger_of_period on public.usage_ledger (user_id, period_start)
  include (units, state);
create index if not exists usage_ledger_reserved on public.usage_ledger (lease_expires_at) where state = 'reserved';

-- What Redis could not be told of a user's usage stands in the outbox too; `version` is then that of the usage.
alter table public.profile_outbox add column if not exists about text not null default 'profile'
  check (about in ('profile', 'usage'));

-- Changes of usage make no new version of the profile. The beginning of a period changes with its end.
drop trigger if exists zz_profile_version on public.users;
create trigger zz_profile_version before update on public.users for each row
  when (to_jsonb(old)
      - '{usage_this_month,usage_reserved,usage_period_start,usage_version,period_start,updated_at}'::text[]
    is distinct from to_jsonb(new)
      - '{usage_this_month,usage_reserved,usage_period_start,usage_version,period_start,updated_at}'::text[])
  execute function public.raise_profile_version();

-- What was counted before there was a ledger is its first row.
insert into public.usage_ledger (user_id, request_key, kind, units, state, lease_expires_at, period_start, settled_at)
  select id, 'before the ledger', 'scrape', usage_this_month, 'settled', now(),
    date_trunc('month', now(), 'UTC'), now()
  from public.users
  where usage_this_month > 0 and usage_period_start is null and period_start >= date_trunc('month', now(), 'UTC')
  on conflict do nothing;
update public.users set
    usage_this_month = case when period_start >= date_trunc('month', now(), 'UTC') then usage_this_month else 0 end,
    usage_period_start = date_trunc('month', now(), 'UTC')
  where usage_this_month > 0 and usage_period_start is null;

-- ── The period ────────────────────────────────────────────────────────────────────────────────────────────────────

-- The calendar month in UTC for plans that nobody pays for, the paid period for the others. When a paid period is over
-- and the next one was not told yet, it is taken to be as many months later as needed, as subscriptions do it.
create or replace function public.usage_period(
  p_plan text, p_start timestamptz, p_end timestamptz, p_at timestamptz,
  out starts_at timestamptz, out ends_at timestamptz
) language plpgsql stable set search_path = '' as $$
declare
  months integer;
begin
  if p_plan in ('FREE', 'SELF_HOSTED') or p_end is null or p_start is null or p_start >= p_end then
    starts_at := date_trunc('month', p_at, 'UTC');
    ends_at := (date_trunc('month', p_at at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  elsif p_at < p_end then
    starts_at := p_start;
    ends_at := p_end;
  else
    -- Months are added in UTC: the session's own zone may have summer time.
    months := extract(year from age(p_at at time zone 'UTC', p_end at time zone 'UTC')) * 12
      + extract(month from age(p_at at time zone 'UTC', p_end at time zone 'UTC'));
    while (p_end at time zone 'UTC' + make_interval(months => months)) at time zone 'UTC' > p_at loop
      months := months - 1;
    end loop;
    while (p_end at time zone 'UTC' + make_interval(months => months + 1)) at time zone 'UTC' <= p_at loop
      months := months + 1;
    end loop;
    starts_at := (p_end at time zone 'UTC' + make_interval(months => months)) at time zone 'UTC';
    ends_at := (p_end at time zone 'UTC' + make_interval(months => months + 1)) at time zone 'UTC';
  end if;
end
$$;

-- What a user has used, as it is told.
do $$
begin
  if to_regtype('public.usage_reading') is null then
    create type public.usage_reading as (
      used integer, reserved integer, plan_limit integer, starts_at timestamptz, ends_at timestamptz,
      -- Of two readings the higher is the later; the second says which profile the period belongs to.
      version bigint, profile_version bigint
    );
  end if;
end
$$;

-- Locks the user, and opens the current period where the counters belong to another one. Its sum is taken from the
-- ledger: a plan that changes back may return to a period that was counted before.
create or replace function public.enter_usage_period(p_user_id uuid) returns public.usage_reading
language plpgsql set search_path = '' as $$
declare
  person record;
  period record;
begin
  select plan, plan_limits_scrapes, period_start, period_end, usage_this_month, usage_reserved, usage_period_start,
      usage_version, version
    into person from public.users where id = p_user_id for no key update;
  if not found then
    return null;
  end if;
  -- Not now(): whoever waited for the lock may have waited into the next month.
  select * into period
    from public.usage_period(person.plan, person.period_start, person.period_end, clock_timestamp());
  if person.usage_period_start is distinct from period.starts_at then
    update public.users u set
        usage_this_month = counted.units, usage_reserved = counted.reserved, usage_period_start = period.starts_at,
        usage_version = u.usage_version + 1
      from (select coalesce(sum(units), 0)::integer as units,
          coalesce(sum(units) filter (where state = 'reserved'), 0)::integer as reserved
        from public.usage_ledger
        where user_id = p_user_id and period_start = period.starts_at and state <> 'released') counted
      where u.id = p_user_id
      returning u.usage_this_month, u.usage_reserved, u.usage_version
      into person.usage_this_month, person.usage_reserved, person.usage_version;
  end if;
  return row(person.usage_this_month - person.usage_reserved, person.usage_reserved, person.plan_limits_scrapes,
    period.starts_at, period.ends_at, person.usage_version, person.version)::public.usage_reading;
end
$$;

-- Reads without a lock and changes nothing: a period that is over reads 0.
create or replace function public.read_usage(p_user_id uuid) returns setof public.usage_reading
language sql stable security definer set search_path = '' as $$
  select case when u.usage_period_start = period.starts_at then u.usage_this_month - u.usage_reserved else counted.settled end,
      case when u.usage_period_start = period.starts_at then u.usage_reserved else 0 end,
      u.plan_limits_scrapes, period.starts_at, period.ends_at, u.usage_version, u.version
    from public.users u
      cross join lateral public.usage_period(u.plan, u.period_start, u.period_end, clock_timestamp()) period
      left join lateral (
        select coalesce(sum(l.units), 0)::integer as settled from public.usage_ledger l
          where u.usage_period_start is distinct from period.starts_at
            and l.user_id = u.id and l.period_start = period.starts_at and l.state = 'settled'
      ) counted on true
    where u.id = p_user_id
$$;

-- Gives back what is reserved, once nobody holds it. The unit of a period that is over changes only the ledger.
create or replace function public.give_back_usage(p_user_id uuid, p_period_start timestamptz, p_units integer)
returns void language sql set search_path = '' as $$
  update public.users set
      usage_this_month = usage_this_month - p_units, usage_reserved = usage_reserved - p_units,
      usage_version = usage_version + 1
    where id = p_user_id and usage_period_start = p_period_start and p_units > 0
$$;

-- Releases the reservations of one user whose processes died. The user is locked by whoever calls.
create or replace function public.expire_usage_of(p_user_id uuid) returns integer
language plpgsql set search_path = '' as $$
declare
  expired record;
  count integer := 0;
begin
  for expired in
    update public.usage_ledger set state = 'released', holders = 0
      where user_id = p_user_id and state = 'reserved' and lease_expires_at <= clock_timestamp()
      returning period_start, units
  loop
    perform public.give_back_usage(p_user_id, expired.period_start, expired.units);
    count := count + 1;
  end loop;
  return count;
end
$$;

-- ── Idempotency keys ──────────────────────────────────────────────────────────────────────────────────────────────

create table if not exists public.idempotency_keys (
  user_id uuid not null references public.users (id) on delete cascade,
  -- SHA-256 of the key: it may be a secret of the client's.
  key_hash bytea not null check (length(key_hash) = 32),
  -- SHA-256 of method, path and body.
  request_hash bytea not null check (length(request_hash) = 32),
  -- The request that holds the key.
  claim text not null,
  -- Null while the request is running.
  answer jsonb,
  lease_expires_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (user_id, key_hash)
);

create index if not exists idempotency_keys_by_age on public.idempotency_keys (expires_at);

-- One statement decides who holds a key, so two instances may ask at once. Outcomes: claimed; kept, with the answer;
-- running, with the seconds until the holder's lease ends; reused, for another request.
create or replace function public.claim_idempotency_key(
  p_user_id uuid, p_key_hash bytea, p_request_hash bytea, p_claim text, p_lease_seconds integer,
  out outcome text, out answer jsonb, out retry_after_seconds integer
) language plpgsql security definer set search_path = '' as $$
declare
  held record;
begin
  insert into public.idempotency_keys as k (user_id, key_hash, request_hash, claim, lease_expires_at, expires_at)
    values (p_user_id, p_key_hash, p_request_hash, p_claim,
      clock_timestamp() + make_interval(secs => p_lease_seconds), clock_timestamp() + interval '24 hours')
    on conflict (user_id, key_hash) do update set
      request_hash = excluded.request_hash, claim = excluded.claim, answer = null,
      lease_expires_at = excluded.lease_expires_at, expires_at = excluded.expires_at
    -- The day is over, or the process that held it died.
    where k.expires_at <= clock_timestamp() or (k.answer is null and k.lease_expires_at <= clock_timestamp());
  if found then
    outcome := 'claimed';
    return;
  end if;
  select k.request_hash, k.answer, k.lease_expires_at into held
    from public.idempotency_keys k where k.user_id = p_user_id and k.key_hash = p_key_hash;
  outcome := case when held.request_hash is null or held.request_hash <> p_request_hash then 'reused'
    when held.answer is null then 'running' else 'kept' end;
  -- It was freed between the two statements: whoever asks again will get it.
  if held.request_hash is null then
    outcome := 'running';
  end if;
  answer := held.answer;
  retry_after_seconds := greatest(1, least(5, ceil(extract(epoch from held.lease_expires_at - clock_timestamp()))));
end
$$;

-- Keeps the answer under the key, or frees the key when there is none to keep. False: somebody else holds it by now.
create or replace function public.close_idempotency_key(
  p_user_id uuid, p_key_hash bytea, p_claim text, p_answer jsonb
) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  if p_answer is null then
    delete from public.idempotency_keys
      where user_id = p_user_id and key_hash = p_key_hash and claim = p_claim and answer is null;
  else
    update public.idempotency_keys set answer = p_answer
      where user_id = p_user_id and key_hash = p_key_hash and claim = p_claim and answer is null;
  end if;
  return found;
end
$$;
