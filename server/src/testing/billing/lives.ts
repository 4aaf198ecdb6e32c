import { randomUUID } from 'node:crypto';
import { soldPlans } from '../../kernel/catalogue.ts';
import { type StandInSubscription, toStripe } from '../stand-in-stripe.ts';
import { type Delivery, makeDelivery } from '../stripe-deliveries.ts';

/** One thing that happens to a subscription: how Stripe has it afterwards, and the event that tells of it. */
export type Step = { readonly subscription: StandInSubscription; readonly delivery: Delivery };

/** A user, and all that happens to what the user pays for, in order. */
export type Life = { readonly userId: string; readonly customer: string; readonly steps: readonly Step[] };

const pick = <T>(from: readonly T[]): T => {
  const picked = from[Math.floor(Math.random() * from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
};

const second = 1_790_000_000;
const month = 2_592_000;

const stepOf = (type: string, subscription: StandInSubscription): Step => {
  const { id, customer, userId } = subscription;
  const metadata = { user_id: userId };
  const told: Record<string, object> = {
    'checkout.session.completed': {
      id: `cs_${id}`,
      object: 'checkout.session',
      customer,
      subscription: id,
      client_reference_id: userId,
    },
    'invoice.paid': {
      id: `in_${id}`,
      object: 'invoice',
      customer,
      parent: { subscription_details: { subscription: id, metadata } },
    },
    'invoice.payment_failed': { id: `in_${id}`, object: 'invoice', customer, subscription: id },
  };
  // Most of a life has one and the same second.
  const created = second + pick([0, 0, 0, 1]);
  return {
    subscription,
    delivery: makeDelivery({ type, object: told[type] ?? toStripe(subscription), created }),
  };
};

const subscribe = (life: Pick<Life, 'userId' | 'customer'>): readonly Step[] => {
  const base = {
    ...{ id: `sub_${randomUUID().slice(0, 13)}`, customer: life.customer, userId: life.userId },
    ...{ status: 'active', plan: pick(soldPlans), periodStart: second, periodEnd: second + month },
  };
  const other = { ...base, plan: pick(soldPlans) };
  const late = { ...other, status: 'past_due', periodStart: second + month, periodEnd: second + 2 * month };
  const paid = { ...late, status: 'active' };
  const ending = { ...paid, cancelAtPeriodEnd: true };
  return [
    stepOf('checkout.session.completed', base),
    stepOf('invoice.paid', base),
    stepOf('customer.subscription.updated', other),
    stepOf('invoice.payment_failed', late),
    stepOf('customer.subscription.updated', late),
    stepOf('invoice.paid', paid),
    stepOf('customer.subscription.updated', paid),
    stepOf('customer.subscription.updated', ending),
    stepOf('customer.subscription.deleted', { ...ending, status: 'canceled' }),
  ];
};

/** A life: checkout, changes, failed and paid invoices, deletion, and subscribing again; it may end anywhere. */
export const makeLife = (): Life => {
  const life = { userId: randomUUID(), customer: `cus_${randomUUID().slice(0, 13)}` };
  const steps = [...subscribe(life), ...subscribe(life)];
  return { ...life, steps: steps.slice(0, 1 + Math.floor(Math.random() * steps.length)) };
};
