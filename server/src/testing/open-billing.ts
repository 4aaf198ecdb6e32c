import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { createBilling, openConfiguredStripe } from '../features/billing/index.ts';
import type { Door } from '../http/door.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Postgres } from '../platform/postgres/postgres.ts';
import { createQueue } from '../platform/queue/create-queue.ts';
import { type FixedClock, fixedClock } from './fixed-clock.ts';
import { openApp } from './open-app.ts';
import { openTestDatabase } from './open-test-database.ts';
import { openStandInStripe } from './stand-in-stripe.ts';
import { makeDelivery, signDelivery } from './stripe-deliveries.ts';

const webhookSecret = 'whsec_test';
const quiet = { warn: () => {}, error: () => {} };
const UserRow = z.object({
  plan: z.string(),
  plan_limits_scrapes: z.number().nullable(),
  usage_this_month: z.number(),
});

type Options = {
  readonly kind?: Postgres['kind'];
  readonly withStripe?: boolean;
  readonly clock?: FixedClock;
};

/** The room of billing with its queue and a stand-in of Stripe; whoever names a user's id comes in as that user. */
export const openBilling = async (options: Options = {}) => {
  const { kind = 'postgres', withStripe = true, clock = fixedClock(new Date().toISOString()) } = options;
  const { postgres, remove } = await openTestDatabase(kind);
  const { db } = postgres;
  const stripe = await openStandInStripe();
  const queue = createQueue({ postgres, logger: quiet, report: () => {}, superviseSeconds: 1 });
  const invalidated: string[] = [];
  const settings = { secretKey: stripe.secretKey, webhookSecret, apiBase: stripe.url };
  const billing = createBilling({
    ...{ db, clock, logger: quiet, allowedOrigins: ['https://app.example'] },
    queue: { declare: (name, told) => queue.declare(name, { ...told, attempts: 2, firstPauseSeconds: 1 }) },
    stripe: openConfiguredStripe(withStripe ? settings : null),
    invalidateUserCache: async (userId) => void invalidated.push(userId),
  });
  await queue.start({ works: true });
  const stopLooking = billing.selling?.start() ?? (async () => {});
  const fresh: Door<{ readonly userId: string }> = {
    ...{ security: 'bearer', limitedBy: null },
    enter: async ({ authorization }) => {
      if (!authorization) throw new AppError('unauthenticated', 'Nobody.');
      return { userId: authorization.replace('Bearer ', '') };
    },
  };
  const app = openApp({
    limitBytes: 100_000,
    declare: (routes) => billing.declareRoutes(routes, { fresh, homeUrl: 'https://app.example' }),
  });
  return {
    ...{ http: app.http, billing, db, queue, stripe, clock, invalidated },
    addUser: async (id: string = randomUUID()): Promise<string> => {
      await sql`insert into public.users (id, email, usage_this_month) values (${id}, ${`${id}@example.com`}, 40)`.execute(
        db,
      );
      return id;
    },
    userOf: async (id: string) => {
      const { rows } = await sql`select * from public.users where id = ${id}::uuid`.execute(db);
      return UserRow.parse(rows[0]);
    },
    stateOf: async (eventId: string): Promise<string> => {
      const { rows } = await sql`select state from public.stripe_inbox where event_id = ${eventId}`.execute(
        db,
      );
      return z.object({ state: z.string() }).parse(rows[0]).state;
    },
    /** Sends an event as Stripe would, and returns its id. */
    tell: async (type: string, object: object): Promise<string> => {
      const { id, body } = makeDelivery({ type, object });
      const header = signDelivery(body, webhookSecret, clock.now().getTime());
      const sent = app.http.post('/api/billing/webhook').set('stripe-signature', header);
      const answer = await sent.set('content-type', 'application/json').send(body);
      if (answer.status !== 200) throw new Error(answer.text);
      return id;
    },
    close: async (): Promise<void> => {
      await stopLooking();
      await queue.stop();
      await app.close();
      await postgres.close();
      await stripe.close();
      await remove();
    },
  };
};
