/**
 * Does a subscription end as Stripe says, whatever the order in which Stripe tells of it? A thousand lives are told to three
 * instances in random orders, with duplicates, while these are killed. Prints the differences, which are to be 0, and with
 * `--mutant` those of the design that applies what an event says.
 *
 *     node bench/billing-permutations.ts [lives] [--mutant]
 */

import { fileURLToPath } from 'node:url';
import { migrate } from '../server/src/platform/postgres/migrate.ts';
import { openPostgres } from '../server/src/platform/postgres/open-postgres.ts';
import { runBillingDrill } from '../server/src/testing/billing/billing-drill.ts';
import { startPostgres } from '../server/src/testing/services/start-postgres.ts';
import { startRedis } from '../server/src/testing/services/start-redis.ts';

const folder = fileURLToPath(new URL('../server/migrations', import.meta.url));
const isMutant = process.argv.includes('--mutant');
const lives = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1_000);

const [server, redis] = await Promise.all([startPostgres(), startRedis()]);
const postgres = await openPostgres({ url: server.url });
await migrate(postgres, { folder, withAuth: true });
await postgres.close();

const startedMs = performance.now();
const deathChance = isMutant ? 0 : 0.004;
const report = await runBillingDrill({
  ...{ databaseUrl: server.url, redisUrl: redis.url, lives, deathChance, isMutant },
});
await Promise.all([server.stop(), redis.stop()]);

const seconds = Math.round((performance.now() - startedMs) / 1000);
console.log(`\n${isMutant ? 'mutant' : 'gleaner'}: ${report.lives} lives on 3 instances, ${seconds} s`);
console.log(`  events          ${report.events}, in ${report.deliveries} deliveries`);
console.log(`  kill -9         ${report.deaths} times`);
console.log(`  differences     ${report.differences.length}`);
for (const difference of report.differences.slice(0, 5)) console.log(`    ${difference}`);
if (report.differences.length > 0 && !isMutant) process.exitCode = 1;
