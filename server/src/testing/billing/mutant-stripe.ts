import { sql } from 'kysely';
import { z } from 'zod';
import type { StripePort } from '../../features/billing/stripe-port.ts';
import type { Db } from '../../platform/postgres/postgres.ts';

const Event = z.array(
  z.object({
    type: z.string(),
    payload: z.object({
      data: z.object({
        object: z.looseObject({ status: z.string().nullish(), cancel_at_period_end: z.boolean().nullish() }),
      }),
    }),
  }),
);

const statusOf = (type: string, told: string | null | undefined): string => {
  if (type.startsWith('customer.subscription.')) return told ?? 'active';
  return type === 'invoice.payment_failed' ? 'past_due' : 'active';
};

/** The design of most servers: what the event at hand says is applied as it comes. */
export const mutantStripe = (stripe: StripePort, db: Db): StripePort => ({
  ...stripe,
  findSubscription: async (id) => {
    const said = await stripe.findSubscription(id);
    const { rows } = await sql`
      select type, payload from public.stripe_inbox where subscription_id = ${id} and state = 'received'
      order by received_at desc limit 1`.execute(db);
    const [event] = Event.parse(rows);
    if (!said || !event) return said;
    return { ...said, status: statusOf(event.type, event.payload.data.object.status) };
  },
});
