-- Billing: what Stripe told us, and what it says of each subscription.

-- Written before Stripe is answered, so nothing that was acknowledged is lost; the key makes a repetition harmless.
create table if not exists public.stripe_inbox (
  event_id text primary key,
  type text not null,
  -- When Stripe made it; several have the same second, and none of our doings goes by it.
  created_at timestamptz not null,
  payload jsonb not null,
  subscription_id text,
  customer_id text,
  -- Whom checkout was opened for.
  named_user_id uuid,
  -- received: a job will apply it; ignored: not ours; applied; waiting: of somebody we do not know yet; failed: see fault.
  state text not null default 'received',
  fault text,
  received_at timestamptz not null default now(),
  settled_at timestamptz,
  constraint stripe_inbox_known_state check (state in ('received', 'ignored', 'applied', 'waiting', 'failed'))
);

create index if not exists stripe_inbox_unsettled on public.stripe_inbox (state, received_at)
  where state in ('received', 'waiting', 'failed');
create index if not exists stripe_inbox_of_subscription on public.stripe_inbox (subscription_id)
  where state = 'waiting';
create index if not exists stripe_inbox_of_customer on public.stripe_inbox (customer_id);
create index if not exists stripe_inbox_by_age on public.stripe_inbox (settled_at) where settled_at is not null;

create table if not exists public.billing_subscriptions (
  subscription_id text primary key,
  customer_id text not null,
  -- Null: whoever this is does not exist here yet.
  user_id uuid references public.users (id) on delete cascade,
  -- Whom checkout named, where the customer is not known by itself.
  named_user_id uuid,
  status text not null,
  -- Null: its price is not one of ours.
  plan text,
  period_start timestamptz,
  period_end timestamptz,
  cancels_at_period_end boolean not null default false,
  past_due_since timestamptz,
  -- Raised by every write: what was read from Stripe before somebody else wrote is read again.
  version bigint not null default 1,
  updated_at timestamptz not null default now()
);

create index if not exists billing_subscriptions_of_user on public.billing_subscriptions (user_id);
create index if not exists billing_subscriptions_of_nobody on public.billing_subscriptions (customer_id)
  where user_id is null;
create index if not exists users_of_stripe on public.users (stripe_customer_id) where stripe_customer_id is not null;

-- What the daily comparison starts from.
create index if not exists billing_subscriptions_live on public.billing_subscriptions (subscription_id)
  where status not in ('canceled', 'incomplete_expired');
create index if not exists users_with_subscription on public.users (stripe_subscription_id)
  where stripe_subscription_id is not null;

-- Nobody's business but the server's: no right and no policy.
alter table public.stripe_inbox enable row level security;
alter table public.billing_subscriptions enable row level security;
revoke all on public.stripe_inbox, public.billing_subscriptions from public, anon, authenticated;
grant select on public.stripe_inbox, public.billing_subscriptions to service_role;
drop policy if exists "server" on public.stripe_inbox;
create policy "server" on public.stripe_inbox for select to service_role using (true);
drop policy if exists "server" on public.billing_subscriptions;
create policy "server" on public.billing_subscriptions for select to service_role using (true);
