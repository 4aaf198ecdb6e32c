/** What users pay for: plans in the catalogue, subscriptions in Stripe, and what follows from them here. */

import type { Door } from '../../http/door.ts';
import type { Routes } from '../../http/route.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import { applyEvent } from './apply-event.ts';
import { declareBilling } from './billing.routes.ts';
import { createBillingStore } from './billing.store.ts';
import { declareBillingJobs } from './billing-jobs.ts';
import { openPortal, startCheckout } from './checkout.ts';
import { forgetUser } from './forget-user.ts';
import { createInboxStore } from './inbox.store.ts';
import { receiveEvent } from './receive-event.ts';
import { reconcile } from './reconcile.ts';
import { setPlan } from './set-plan.ts';
import { openStripe } from './stripe.ts';
import type { StripePort, StripeSettings } from './stripe-port.ts';
import { syncPrices } from './sync-prices.ts';
import { syncSubscription } from './sync-subscription.ts';

type Needs = {
  readonly db: Db;
  readonly clock: Clock;
  readonly queue: Pick<Queue, 'declare'>;
  /** Null: nothing is sold here. */
  readonly stripe: StripePort | null;
  readonly allowedOrigins: readonly string[] | null;
  readonly invalidateUserCache: (userId: string) => Promise<void>;
  readonly logger: { readonly error: (facts: object, line: string) => void };
};

/** Stripe's account as it is configured, or none. */
export const openConfiguredStripe = (settings: StripeSettings | null): StripePort | null =>
  settings === null ? null : openStripe(settings);

// How soon a subscription of somebody unknown is theirs once they are known.
const lookEveryMs = 5_000;
const askEveryMs = 900_000;
const daySeconds = 86_400;

const createSelling = (needs: Needs, stripe: StripePort) => {
  const { db, clock, queue, allowedOrigins, invalidateUserCache, logger } = needs;
  const store = createBillingStore(db);
  const inbox = createInboxStore(db);
  const sync = syncSubscription({
    ...{ db, clock, store, stripe, invalidateUserCache },
    enqueueSync: () => jobs.subscription,
  });
  const compare = reconcile({ store, stripe, sync });
  const jobs = declareBillingJobs(queue, {
    ...{ clock, inbox, sync, reconcile: compare },
    applyEvent: applyEvent({ inbox, sync }),
  });
  const look = async (): Promise<void> => {
    for (const subscriptionId of await store.listClaimable()) await sync({ subscriptionId });
  };
  const onFault = (err: unknown): void => logger.error({ err }, '[Billing] What is due cannot be looked for');
  return {
    startCheckout: startCheckout({ store, stripe, allowedOrigins }),
    openPortal: openPortal({ store, stripe, allowedOrigins }),
    receiveEvent: receiveEvent({ db, clock, inbox, stripe, enqueueEvent: () => jobs.event }),
    reconcile: compare,
    syncPrices: syncPrices({ stripe }),
    /** Looks again and again for users who have appeared, and asks for the daily comparison; where there is a worker. */
    start: (): (() => Promise<void>) => {
      const looking = createRepeat({ everyMs: lookEveryMs, work: look, onFault });
      const daily = createRepeat({
        everyMs: askEveryMs,
        work: () => jobs.daily({}, { oncePer: { seconds: daySeconds, key: 'daily' } }),
        onFault,
      });
      return async () => {
        await Promise.all([looking.stop(), daily.stop()]);
      };
    },
  };
};

/** Opens the room. Without Stripe plans are what operators say. */
export const createBilling = (needs: Needs) => {
  const { db, stripe, invalidateUserCache } = needs;
  const store = createBillingStore(db);
  const selling = stripe === null ? null : createSelling(needs, stripe);
  return {
    selling,
    setPlan: setPlan({ db, store, invalidateUserCache }),
    /** Ends what somebody pays for and removes all that this room keeps about them. */
    forgetUser: forgetUser({ store, stripe }),
    declareRoutes: (
      routes: Routes,
      doors: { readonly fresh: Door<{ readonly userId: string }>; readonly homeUrl: string },
    ): void => declareBilling(routes, { ...doors, stripe: selling }),
  };
};
