/**
 * Does a subscription end as Stripe says, whatever the order in which Stripe tells of it? A thousand lives are told to three
 * instances in random orders, with duplicates, while these are killed; beside them some to the design that applies what an
 * event says. Prints the differences, which are to be 0 here and are not there.
 *
 *     node bench/billing-permutations.ts [lives]
 */

import { fileURLToPath } from 'node:url';
import { migrate } from '../server/src/platform/postgres/migrate.ts';
import { openPostgres } from '../server/src/platform/postgres/open-postgres.ts';
import { runBillingDrill } from '../server/src/testing/billing/billing-drill.ts';
import { startPostgres } from '../server/src/testing/services/start-postgres.ts';
import { startRedis } from '../server/src/testing/services/start-redis.ts';

const folder = fileURLToPath(new URL('../server/migrations', import.meta.url));
const lives = Number(process.argv[2] ?? 1_000);
/** So many on one database, so that a long run tells something on its way. */
const livesAPart = 250;
const mutantLives = Math.min(50, lives);

/** @returns how many lives ended otherwise than Stripe says. */
const drill = async (name: string, how: { lives: number; deathChance: number; isMutant?: boolean }) => {
  const [server, redis] = await Promise.all([startPostgres(), startRedis()]);
  const postgres = await openPostgres({ url: server.url });
  await migrate(postgres, { folder, withAuth: true });
  await postgres.close();
  const startedMs = performance.now();
  const report = await runBillingDrill({ ...how, databaseUrl: server.url, redisUrl: redis.url });
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  await Promise.all([server.stop(), redis.stop()]);
  const { events, deliveries, deaths, differences } = report;
  console.log(
    `${name.padEnd(8)} ${how.lives} lives on 3 instances, ${seconds} s: ${events} events in ${deliveries} deliveries, ` +
      `kill -9 ${deaths} times, differences ${differences.length}`,
  );
  for (const difference of differences.slice(0, how.isMutant ? 1 : 5)) console.log(`    ${difference}`);
  return differences.length;
};

let differences = 0;
for (let done = 0; done < lives; done += livesAPart)
  differences += await drill('gleaner', { lives: Math.min(livesAPart, lives - done), deathChance: 0.004 });
const caught = await drill('mutant', { lives: mutantLives, deathChance: 0, isMutant: true });
console.log(`differences ${differences} in ${lives} lives; of the mutant ${caught} in ${mutantLives}`);
if (differences > 0 || caught === 0) process.exitCode = 1;
