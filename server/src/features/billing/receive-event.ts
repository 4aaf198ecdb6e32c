import { AppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import { gather } from '../../kernel/gather.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { Enqueue } from '../../platform/queue/queue.ts';
import type { InboxStore } from './inbox.store.ts';
import type { StripeEvent } from './stripe-event.ts';
import type { StripePort } from './stripe-port.ts';

type Needs = {
  readonly db: Db;
  readonly clock: Clock;
  readonly inbox: Pick<InboxStore, 'add'>;
  readonly stripe: Pick<StripePort, 'readEvent'>;
  readonly enqueueEvent: () => Enqueue<{ eventId: string }>;
};

// Far more than arrive while a transaction is under way, and far fewer values than one statement may have.
const mostAtOnce = 100;

/** Writes down what arrives together in one transaction, each new event of ours with the job that will apply it. */
const keepEvents =
  ({ db, inbox, enqueueEvent }: Pick<Needs, 'db' | 'inbox' | 'enqueueEvent'>) =>
  (events: readonly StripeEvent[]): Promise<void> =>
    db.transaction().execute(async (trx) => {
      const added = await inbox.add(trx, events);
      const ours = added.flatMap(({ eventId, state }) => (state === 'received' ? [{ eventId }] : []));
      if (ours.length > 0) await enqueueEvent()(ours, { trx });
    });

/**
 * Takes what Stripe sends: the signature is checked, the event written down together with the job that will apply it, and
 * nothing else is waited for.
 * @throws {AppError} `invalid_signature` or `malformed_request`, with nothing kept.
 */
export const receiveEvent = (needs: Needs) => {
  const { clock, stripe } = needs;
  const keep = gather({ work: keepEvents(needs), most: mostAtOnce });
  return async (signed: { readonly bytes: Buffer; readonly signature: string | null }): Promise<void> => {
    const reading = await stripe.readEvent({ ...signed, now: clock.now() });
    if (!reading.ok) throw new AppError(reading.code, reading.message);
    await keep(reading.event);
  };
};
