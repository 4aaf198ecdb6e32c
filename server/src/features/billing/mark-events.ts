import { sql, type Transaction } from 'kysely';
import type { InboxState } from './inbox.store.ts';

type Marking = {
  readonly subscriptionId: string;
  readonly eventId: string | null;
  readonly state: InboxState;
};

/** Marks the event at hand and, once the user is known, all that waited for that; in the transaction that applied them. */
export const markEvents = async (
  trx: Transaction<unknown>,
  { subscriptionId, eventId, state }: Marking,
): Promise<void> => {
  if (eventId !== null)
    await sql`
      update public.stripe_inbox set state = ${state}, fault = null, settled_at = now()
      where event_id = ${eventId} and state <> 'applied'`.execute(trx);
  if (state === 'applied')
    await sql`
      update public.stripe_inbox set state = 'applied', fault = null, settled_at = now()
      where subscription_id = ${subscriptionId} and state = 'waiting'`.execute(trx);
};
