import type { Transaction } from 'kysely';
import { catalogue } from '../../kernel/catalogue.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { Enqueue } from '../../platform/queue/queue.ts';
import {
  type BillingStore,
  keepSubscription,
  listOfUser,
  lockPayer,
  type Payer,
  savePlan,
} from './billing.store.ts';
import { entitlementOf, graceEnds } from './entitlement.ts';
import type { InboxState } from './inbox.store.ts';
import { markEvents } from './mark-events.ts';
import type { StripePort } from './stripe-port.ts';
import { isOver, type KeptSubscription, type Subscription } from './subscription.ts';

type Needs = {
  readonly db: Db;
  readonly clock: Clock;
  readonly store: Pick<BillingStore, 'findSubscription'>;
  readonly stripe: Pick<StripePort, 'findSubscription'>;
  /** When it resolves, no instance serves what the profile was before. */
  readonly invalidateUserCache: (userId: string) => Promise<void>;
  readonly enqueueSync: () => Enqueue<{ subscriptionId: string }>;
};

/** Which subscription, on account of which event, and whom that event names. */
export type SyncOrder = {
  readonly subscriptionId: string;
  readonly eventId?: string;
  readonly namedUserId?: string | null;
};

/** How it went: `unknown` when Stripe has none of this id and neither have we. */
export type SyncOutcome = { readonly state: InboxState | 'unknown'; readonly changed: boolean };

const mostRaces = 10;

/** One that Stripe no longer has is over. */
const asGone = (kept: KeptSubscription): Subscription => ({ ...kept, status: 'canceled' });

const applyPlan = async (
  trx: Transaction<unknown>,
  payer: Payer,
  customerId: string,
  now: Date,
): Promise<boolean> => {
  const paid = entitlementOf(await listOfUser(trx, payer.id), now);
  // A plan that no subscription gave is an operator's gift, and no subscription takes it away.
  const plan = paid?.plan ?? (payer.subscriptionId === null ? payer.plan : 'FREE');
  const { scrapesPerMonth: limit } = catalogue[plan];
  const change = { plan, limit, subscriptionId: paid?.subscriptionId ?? null };
  if (paid === null && payer.subscriptionId === null) return false;
  return savePlan(trx, payer.id, change, customerId);
};

const write =
  ({ db, clock, enqueueSync }: Pick<Needs, 'db' | 'clock' | 'enqueueSync'>) =>
  (said: Subscription, kept: KeptSubscription | null, { eventId, namedUserId }: SyncOrder) =>
    db.transaction().execute(async (trx) => {
      const now = clock.now();
      const named = said.namedUserId ?? namedUserId ?? kept?.namedUserId ?? null;
      const pastDueSince = said.status === 'past_due' ? (kept?.pastDueSince ?? now) : null;
      const payer = await lockPayer(trx, { customerId: said.customerId, namedUserId: named });
      const keeping = { ...said, namedUserId: named, pastDueSince, userId: payer?.id ?? null };
      if (!(await keepSubscription(trx, keeping, kept?.version ?? 0))) return null;
      const changed = payer !== null && (await applyPlan(trx, payer, said.customerId, now));
      const state: InboxState = payer !== null ? 'applied' : isOver(said) ? 'ignored' : 'waiting';
      await markEvents(trx, { subscriptionId: said.id, eventId: eventId ?? null, state });
      const ends = graceEnds(keeping);
      if (ends !== null && ends > now && kept?.pastDueSince == null)
        await enqueueSync()({ subscriptionId: said.id }, { trx, startAfter: ends });
      return { state, changed, userId: payer?.id ?? null };
    });

/**
 * Brings a subscription to what Stripe says of it now, whatever brought us here. The row's version is noted, Stripe is
 * read, and the row is locked and written only if nobody else wrote meanwhile; else Stripe is read again. So no write is
 * ever based on an older reading than the one before, and no connection is held while Stripe is asked.
 */
export const syncSubscription = (needs: Needs) => {
  const { store, stripe, invalidateUserCache } = needs;
  const writeDown = write(needs);
  return async (order: SyncOrder): Promise<SyncOutcome> => {
    for (let race = 0; race < mostRaces; race += 1) {
      const kept = await store.findSubscription(order.subscriptionId);
      const said = (await stripe.findSubscription(order.subscriptionId)) ?? (kept && asGone(kept));
      if (said === null) return { state: 'unknown', changed: false };
      const written = await writeDown(said, kept, order);
      if (written === null) continue;
      if (written.userId !== null && written.changed) await invalidateUserCache(written.userId);
      return { state: written.state, changed: written.changed };
    }
    throw new Error('Others write to this subscription all the time.');
  };
};
