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
  /** False when it was there already. */
  readonly add: (trx: Transaction<unknown>, event: StripeEvent, state: InboxState) => Promise<boolean>;
  readonly find: (eventId: string) => Promise<KeptEvent | null>;
  readonly settle: (eventId: string, state: InboxState, fault: string | null) => Promise<void>;
  /** Forgets what was settled before then: Stripe repeats an event for three days at most. */
  readonly removeSettledBefore: (before: Date) => Promise<void>;
};

const Row = z.object({
  state: z.enum(['received', 'ignored', 'applied', 'waiting', 'failed']),
  subscription_id: z.string().nullable(),
  named_user_id: z.string().nullable(),
});

/** The inbox in Postgres. */
export const createInboxStore = (db: Db): InboxStore => ({
  add: async (trx, event, state) => {
    const { id, type, createdAt, payload, subscriptionId, customerId, namedUserId } = event;
    const { rows } = await sql`
      insert into public.stripe_inbox
        (event_id, type, created_at, payload, subscription_id, customer_id, named_user_id, state, settled_at)
      values (${id}, ${type}, ${createdAt}, ${JSON.stringify(payload)}::jsonb, ${subscriptionId}, ${customerId},
        ${namedUserId}, ${state}, ${state === 'ignored' ? sql`now()` : null})
      on conflict (event_id) do nothing returning event_id`.execute(trx);
    return rows.length > 0;
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
