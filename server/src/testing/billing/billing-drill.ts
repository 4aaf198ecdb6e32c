import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { z } from 'zod';
import { openStandInStripe } from '../stand-in-stripe.ts';
import { type Delivery, deliver } from '../stripe-deliveries.ts';
import { judgeLife } from './judge-lives.ts';
import { type Life, makeLife } from './lives.ts';
import { type Instance, startInstance } from './start-instance.ts';

type Options = {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly lives: number;
  readonly deathChance: number;
  readonly isMutant?: boolean;
};

/** What the drill saw. */
export type DrillReport = {
  readonly lives: number;
  readonly events: number;
  readonly deliveries: number;
  readonly deaths: number;
  readonly differences: readonly string[];
};

const instanceCount = 3;
const livesAtOnce = 8;
const longestDelayMs = 60;
const webhookSecret = 'whsec_drill';

/** Counts how often each event is applied, where the application cannot cheat. */
const watchApplying = `
  create table public.drill_applied (event_id text not null);
  create function public.drill_note() returns trigger language plpgsql as $$
    begin insert into public.drill_applied values (new.event_id); return null; end $$;
  create trigger drill_note after update on public.stripe_inbox for each row
    when (new.state = 'applied' and old.state <> 'applied') execute function public.drill_note();`;

const Unsettled = z.tuple([z.object({ events: z.number(), jobs: z.number() })]);

const awaitSettled = async (pool: Pool): Promise<void> => {
  for (;;) {
    const { rows } = await pool.query(`
      select (select count(*)::int from public.stripe_inbox where state = 'received') as events,
        (select count(*)::int from pgboss.job where state in ('created', 'retry', 'active') and name = 'billing.event')
          as jobs`);
    const [{ events, jobs }] = Unsettled.parse(rows);
    if (events === 0 && jobs === 0) return;
    await wait(100);
  }
};

/** Sends until it is acknowledged, as Stripe does, to whichever instance is there. */
const deliverSurely = async (instances: readonly Instance[], delivery: Delivery): Promise<void> => {
  for (;;) {
    const address = instances[Math.floor(Math.random() * instances.length)]?.address() ?? null;
    const answer =
      address === null ? null : await deliver(address, delivery, webhookSecret).catch(() => null);
    if (answer?.status === 200) return;
    await wait(50);
  }
};

type Stage = {
  readonly pool: Pool;
  readonly stripe: Awaited<ReturnType<typeof openStandInStripe>>;
  readonly instances: readonly Instance[];
};

/** Lives a life: what happens in order is told late, again and in any order. */
const live = async ({ pool, stripe, instances }: Stage, { userId, steps }: Life): Promise<number> => {
  await pool.query('insert into public.users (id, email) values ($1::uuid, $1::text)', [userId]);
  const underWay: Promise<void>[] = [];
  for (const { subscription, delivery } of steps) {
    stripe.put(subscription);
    const copies = 1 + Math.floor(Math.random() * 2.5);
    for (let copy = 0; copy < copies; copy += 1) {
      underWay.push(wait(Math.random() * longestDelayMs).then(() => deliverSurely(instances, delivery)));
    }
    await wait(Math.random() * 4);
  }
  await Promise.all(underWay);
  return underWay.length;
};

const judgeAll = async (
  { pool, stripe, instances }: Stage,
  lives: readonly Life[],
): Promise<readonly string[]> => {
  const deadline = performance.now() + 5_000;
  const addresses = instances.flatMap((instance) => instance.address() ?? []);
  if (addresses.length !== instanceCount) throw new Error('An instance is missing.');
  const judge = { pool, now: stripe.subscriptions, addresses };
  const differences: string[] = [];
  for (const life of lives) {
    let faults = await judgeLife(life, judge);
    // What was committed by a process that died before telling the caches is found by the others within a second.
    while (faults.length > 0 && performance.now() < deadline) {
      await wait(200);
      faults = await judgeLife(life, judge);
    }
    if (faults.length > 0) differences.push(`${life.userId} ${faults.join('; ')}`);
  }
  return differences;
};

/**
 * Lives of subscriptions, told to three instances in random orders with duplicates, while these are killed between
 * acknowledging and applying and between applying and marking. In the end rows and caches are compared with Stripe.
 */
export const runBillingDrill = async (options: Options): Promise<DrillReport> => {
  const { databaseUrl, redisUrl, deathChance, isMutant = false } = options;
  const pool = new Pool({ connectionString: databaseUrl, max: 8 });
  pool.on('error', () => {});
  await pool.query(watchApplying);
  const stripe = await openStandInStripe();
  const settings = { databaseUrl, redisUrl, webhookSecret, deathChance, isMutant };
  const start = () => startInstance({ ...settings, stripeUrl: stripe.url, stripeKey: stripe.secretKey });
  const instances = await Promise.all(Array.from({ length: instanceCount }, start));
  const stage = { pool, stripe, instances };
  const lives = Array.from({ length: options.lives }, makeLife);
  try {
    const waiting = [...lives];
    let deliveries = 0;
    const liveOn = async (): Promise<void> => {
      for (let life = waiting.pop(); life !== undefined; life = waiting.pop()) {
        const told = await live(stage, life);
        deliveries += told;
      }
    };
    await Promise.all(Array.from({ length: livesAtOnce }, liveOn));
    const deaths = instances.reduce((sum, instance) => sum + instance.deaths(), 0);
    await Promise.all(instances.map(({ spare }) => spare()));
    await awaitSettled(pool);
    const differences = await judgeAll(stage, lives);
    const events = lives.reduce((sum, { steps }) => sum + steps.length, 0);
    return { lives: lives.length, events, deliveries, deaths, differences };
  } finally {
    await Promise.all(instances.map(({ stop }) => stop()));
    await stripe.close();
    await pool.end();
  }
};
