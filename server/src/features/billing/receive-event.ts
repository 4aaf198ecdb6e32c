import { AppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { Enqueue } from '../../platform/queue/queue.ts';
import type { InboxStore } from './inbox.store.ts';
import type { StripePort } from './stripe.ts';

type Needs = {
  readonly db: Db;
  readonly clock: Clock;
  readonly inbox: Pick<InboxStore, 'add'>;
  readonly stripe: Pick<StripePort, 'readEvent'>;
  readonly enqueueEvent: () => Enqueue<{ eventId: string }>;
};

/**
 * Takes what Stripe sends: the signature is checked, the event written down together with the job that will apply it, and
 * nothing else is waited for.
 * @throws {AppError} `invalid_signature` or `malformed_request`, with nothing kept.
 */
export const receiveEvent =
  ({ db, clock, inbox, stripe, enqueueEvent }: Needs) =>
  async (signed: { readonly bytes: Buffer; readonly signature: string | null }): Promise<void> => {
    const reading = await stripe.readEvent({ ...signed, now: clock.now() });
    if (!reading.ok) throw new AppError(reading.code, reading.message);
    const { event } = reading;
    await db.transaction().execute(async (trx) => {
      const isOurs = event.subscriptionId !== null;
      const isNew = await inbox.add(trx, event, isOurs ? 'received' : 'ignored');
      if (isNew && isOurs) await enqueueEvent()({ eventId: event.id }, { trx });
    });
  };
