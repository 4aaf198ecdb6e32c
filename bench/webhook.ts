/**
 * How soon is Stripe answered while nobody applies anything and ten thousand events wait, and is one of them lost when
 * Postgres restarts in the middle?
 *
 *     node bench/webhook.ts [events waiting]
 */

import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { z } from 'zod';
import { migrate } from '../server/src/platform/postgres/migrate.ts';
import { openPostgres } from '../server/src/platform/postgres/open-postgres.ts';
import { startPostgres } from '../server/src/testing/services/start-postgres.ts';
import { deliver, makeDelivery } from '../server/src/testing/stripe-deliveries.ts';
import { ourServer, startServer } from './overhead/start-server.ts';

const waiting = Number(process.argv[2] ?? 10_000);
const measured = Math.min(1_000, waiting);
const ratePerSecond = 100;
const secret = 'whsec_bench';
const folder = fileURLToPath(new URL('../server/migrations', import.meta.url));

const postgres = await startPostgres();
const pool = new Pool({ connectionString: postgres.url, max: 2 });
pool.on('error', () => {});
// What is acknowledged must outlive a crash of the database, as it does by default.
await pool.query('alter database postgres set synchronous_commit = on');
const database = await openPostgres({ url: postgres.url });
await migrate(database, { folder, withAuth: true });
await database.close();
const server = await startServer(ourServer, {
  ...{ DATABASE_URL: postgres.url, WORKER: 'off', LOG_LEVEL: 'silent' },
  ...{ STRIPE_SECRET_KEY: 'sk_test_bench', STRIPE_WEBHOOK_SECRET: secret },
});
const { origin } = new URL(server.url);

let lastEvent = 0;
const acknowledged = new Set<string>();
const sendOne = async (): Promise<boolean> => {
  lastEvent += 1;
  const object = { id: `sub_${lastEvent % 500}`, object: 'subscription', customer: `cus_${lastEvent % 500}` };
  const delivery = makeDelivery({ type: 'customer.subscription.updated', object });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await deliver(origin, delivery, secret).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) {
      acknowledged.add(delivery.id);
      return attempt === 0;
    }
    await wait(50);
  }
  throw new Error('An event was never taken.');
};
const sendMany = async (count: number): Promise<void> => {
  let left = count;
  const sender = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await sendOne();
    }
  };
  await Promise.all(Array.from({ length: 16 }, sender));
};

await sendMany(waiting);

const times: number[] = [];
const startedMs = performance.now();
const underWay: Promise<void>[] = [];
for (let i = 0; i < measured; i += 1) {
  await wait(Math.max(0, startedMs + (i * 1_000) / ratePerSecond - performance.now()));
  const sentMs = performance.now();
  underWay.push(sendOne().then(() => void times.push(performance.now() - sentMs)));
}
await Promise.all(underWay);
const percentileOf = (some: readonly number[], share: number): number =>
  [...some].sort((a, b) => a - b)[Math.min(some.length - 1, Math.floor(some.length * share))] ?? Number.NaN;
const percentile = (share: number): string => percentileOf(times, share).toFixed(1);
// A machine that has something else to do shows in some seconds and not in others.
const seconds = Array.from({ length: Math.ceil(times.length / ratePerSecond) }, (_, second) =>
  percentileOf(times.slice(second * ratePerSecond, (second + 1) * ratePerSecond), 0.99),
);
console.log(
  `answers with the worker stopped and ${waiting} events waiting, ${ratePerSecond}/s: ` +
    `p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms; ` +
    `second by second, the middle p99 ${percentileOf(seconds, 0.5).toFixed(1)} ms`,
);

const Pids = z.array(z.object({ pid: z.number() }));
const crashPostgres = async (): Promise<void> => {
  const { rows } = await pool.query(
    "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  );
  // When one of its processes dies this way, Postgres ends all others and starts again from its log.
  for (const { pid } of Pids.parse(rows).slice(0, 1)) process.kill(pid, 'SIGKILL');
};
const during = sendMany(2_000);
await wait(1_000);
await crashPostgres();
await during;

const Events = z.array(z.object({ event_id: z.string(), has_job: z.boolean() }));
const found = await pool.query(`
  select event_id, exists (select 1 from pgboss.job where name = 'billing.event' and data ->> 'eventId' = event_id)
    as has_job from public.stripe_inbox`);
const kept = new Set(
  Events.parse(found.rows).flatMap(({ event_id, has_job }) => (has_job ? [event_id] : [])),
);
const lost = [...acknowledged].filter((id) => !kept.has(id)).length;
console.log(`Postgres killed in the middle: ${acknowledged.size} acknowledged, ${lost} lost`);
await server.stop();
await pool.end();
await postgres.stop();
if (lost > 0) process.exitCode = 1;
