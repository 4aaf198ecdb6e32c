import type { SoldPlan } from '../../kernel/catalogue.ts';

/** A subscription as Stripe says it is. */
export type Subscription = {
  readonly id: string;
  readonly customerId: string;
  /** Stripe's word: active, trialing, past_due, unpaid, canceled, incomplete, incomplete_expired, paused. */
  readonly status: string;
  /** Null: its price is none of the catalogue's. */
  readonly plan: SoldPlan | null;
  readonly periodStart: Date | null;
  readonly periodEnd: Date | null;
  readonly cancelsAtPeriodEnd: boolean;
  /** Whom it was bought for, as checkout wrote down. */
  readonly namedUserId: string | null;
};

/** A subscription as we keep it. */
export type KeptSubscription = Subscription & {
  readonly userId: string | null;
  /** When we first saw it past due; null when it is not. */
  readonly pastDueSince: Date | null;
  readonly version: number;
};

/** For these there is something to pay or to change, so their owner is sent to the portal and not to checkout. */
export const isOpen = ({ status }: Pick<Subscription, 'status'>): boolean =>
  ['active', 'trialing', 'past_due', 'unpaid', 'paused'].includes(status);

/** It will never give a plan again. */
export const isOver = ({ status }: Pick<Subscription, 'status'>): boolean =>
  status === 'canceled' || status === 'incomplete_expired';
