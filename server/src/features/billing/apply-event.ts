import type { InboxStore } from './inbox.store.ts';
import type { syncSubscription } from './sync-subscription.ts';

type Needs = {
  readonly inbox: Pick<InboxStore, 'find' | 'settle'>;
  readonly sync: ReturnType<typeof syncSubscription>;
};

type Attempt = { readonly eventId: string; readonly isLastAttempt: boolean };

/**
 * Applies an event: what it says is not looked at, only which subscription it is about. One that was applied is left
 * alone, so a job that is done twice does nothing the second time.
 */
export const applyEvent =
  ({ inbox, sync }: Needs) =>
  async ({ eventId, isLastAttempt }: Attempt): Promise<void> => {
    const event = await inbox.find(eventId);
    if (event === null || event.subscriptionId === null || ['applied', 'ignored'].includes(event.state))
      return;
    const { subscriptionId, namedUserId } = event;
    try {
      const { state } = await sync({ subscriptionId, eventId, namedUserId });
      if (state === 'unknown') await inbox.settle(eventId, 'ignored', 'Stripe has no such subscription.');
    } catch (error) {
      // Parked where an operator sees it; `gleaner jobs retry` has it tried again.
      const fault = error instanceof Error ? error.message : String(error);
      if (isLastAttempt) await inbox.settle(eventId, 'failed', fault);
      throw error;
    }
  };
