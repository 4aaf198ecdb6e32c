import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { Queue } from '../../platform/queue/queue.ts';
import type { applyEvent } from './apply-event.ts';
import type { InboxStore } from './inbox.store.ts';
import type { reconcile } from './reconcile.ts';
import type { syncSubscription } from './sync-subscription.ts';

type Needs = {
  readonly clock: Clock;
  readonly inbox: Pick<InboxStore, 'removeSettledBefore'>;
  readonly applyEvent: ReturnType<typeof applyEvent>;
  readonly sync: ReturnType<typeof syncSubscription>;
  readonly reconcile: ReturnType<typeof reconcile>;
};

const keptDays = 30;
const dayMs = 86_400_000;
// Half a day of attempts: Stripe may be away, but not for longer.
const patience = { attempts: 10, firstPauseSeconds: 2, longestPauseSeconds: 7_200 };
const EventBody = z.strictObject({ eventId: z.string() });
const SubscriptionBody = z.strictObject({ subscriptionId: z.string() });

/** Declares what billing does behind the answers; returns what enqueues it. */
export const declareBillingJobs = (queue: Pick<Queue, 'declare'>, needs: Needs) => ({
  event: queue.declare('billing.event', {
    ...{ body: EventBody, ...patience, limitSeconds: 60, atOnce: 10, together: 10 },
    work: ({ body, isLastAttempt }) => needs.applyEvent({ ...body, isLastAttempt }),
  }),
  subscription: queue.declare('billing.subscription', {
    ...{ body: SubscriptionBody, ...patience, limitSeconds: 60, atOnce: 5, together: 5 },
    work: async ({ body }) => void (await needs.sync(body)),
  }),
  daily: queue.declare('billing.daily', {
    ...{ body: z.strictObject({}), ...patience, limitSeconds: 3_600, atOnce: 1 },
    work: async () => {
      await needs.reconcile();
      await needs.inbox.removeSettledBefore(new Date(needs.clock.now().getTime() - keptDays * dayMs));
    },
  }),
});
