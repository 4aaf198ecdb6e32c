import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { StripeEvent } from './stripe-event.ts';

/** received: a job will apply it; waiting: of somebody we do not know yet; failed: see its fault. */
export type InboxState = 'received' | 'ignored' | 'applied' | 'waiting' | 'failed';

/** An event as far as applying it needs it. */
export type KeptEvent = {
  readonly state: InboxState;
  readonly subscriptionId: string | null;
  readonly namedUserId: string | null;
};

/** What Stripe told us, written down before it is answered. */
export type InboxStore = {
  /** @returns those that were not there already, once each. */
  readonly add: (
    trx: Transaction<unknown>,
    events: readonly StripeEvent[],
  ) => Promise<readonly { readonly eventId: string; readonly state: InboxState }[]>;
  readonly find: (eventId: string) => Promise<KeptEvent | null>;
  readonly settle: (eventId: string, state: InboxState, fault: string | null) => Promise<void>;
  /** Forgets what was settled before then: Stripe repeats an event for three days at most. */
  readonly removeSettledBefore: (before: Date) => Promise<void>;
};

const State = z.enum(['received', 'ignored', 'applied', 'waiting', 'failed']);
const AddedRow = z.object({ event_id: z.string(), state: State });
const Row = z.object({
  state: State,
  subscription_id: z.string().nullable(),
  named_user_id: z.string().nullable(),
});

/** As JSON that Postgres can keep: it knows no NUL and no half of a character, which a signed text may hold. */
const toJsonb = (payload: object): string =>
  JSON.stringify(payload, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
  );

/** What is none of ours is settled when it comes. */
const valuesOf = (event: StripeEvent) => {
  const { id, type, createdAt, payload, subscriptionId, customerId, namedUserId } = event;
  const [state, settledAt] = subscriptionId === null ? ['ignored', sql`now()`] : ['received', null];
  return sql`(${id}, ${type}, ${createdAt}::timestamptz, ${toJsonb(payload)}::jsonb, ${subscriptionId}, ${customerId},
    ${namedUserId}::uuid, ${state}, ${settledAt}::timestamptz)`;
};

/** The inbox in Postgres. */
export const createInboxStore = (db: Db): InboxStore => ({
  add: async (trx, events) => {
    // In one order wherever they arrive: two instances that were sent the same ones do not wait for each other crosswise.
    const ordered = [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
    const { rows } = await sql`
      insert into public.stripe_inbox
        (event_id, type, created_at, payload, subscription_id, customer_id, named_user_id, state, settled_at)
      values ${sql.join(ordered.map(valuesOf))}
      on conflict (event_id) do nothing returning event_id, state`.execute(trx);
    return z
      .array(AddedRow)
      .parse(rows)
      .map(({ event_id, state }) => ({ eventId: event_id, state }));
  },
  find: async (eventId) => {
    const { rows } = await sql`
      select state, subscription_id, named_user_id from public.stripe_inbox where event_id = ${eventId}`.execute(
      db,
    );
    const [row] = z.array(Row).parse(rows);
    return row
      ? { state: row.state, subscriptionId: row.subscription_id, namedUserId: row.named_user_id }
      : null;
  },
  settle: async (eventId, state, fault) => {
    await sql`
      update public.stripe_inbox set state = ${state}, fault = ${fault}, settled_at = now()
      where event_id = ${eventId} and state <> 'applied'`.execute(db);
  },
  removeSettledBefore: async (before) => {
    await sql`
      delete from public.stripe_inbox
      where settled_at < ${before} and state in ('ignored', 'applied')`.execute(db);
  },
});
