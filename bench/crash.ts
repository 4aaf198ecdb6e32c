/**
 * Is any scrape lost, charged twice or left reserved when instances are killed? Kills them at random moments of many
 * scrapes, which are asked for again under the same idempotency keys.
 *
 *     node bench/crash.ts [scrapes]
 */

import { runCrashDrill } from '../server/src/testing/exactness/crash-drill.ts';
import { openGround } from '../server/src/testing/exactness/open-ground.ts';
import { openServices } from './faults/open-services.ts';

const scrapes = Number(process.argv[2] ?? 1_000);
const leaseMs = 90_000;
const services = await openServices();
const ground = await openGround({
  ...services,
  instances: 3,
  environment: { LIMIT_SCRAPE_PER_MINUTE: '100000' },
});
await ground.start();
const report = await runCrashDrill(
  { instances: ground.instances, ledger: ground.ours.ledger },
  { scrapes, clients: 8, mostKills: scrapes, chance: Math.random, leaseMs },
);
await ground.close();
await services.stop();

console.log(`3 instances, ${report.kills} of them killed during ${report.scrapes} scrapes`);
console.log(`  delivered       ${report.delivered}, after ${report.retries} retries`);
console.log(
  `  other answers   ${report.other.length}${report.other.map((one) => ` ${JSON.stringify(one)}`).join()}`,
);
console.log(`  charged         ${report.charged}, counter ${report.counter}`);
console.log(`  lost            ${report.lost}`);
console.log(`  doubled         ${report.doubled}`);
console.log(`  still reserved  ${report.stillReserved}, ${leaseMs / 1000} s later`);
const isRight =
  report.delivered === report.scrapes &&
  report.charged === report.scrapes &&
  report.counter === report.scrapes &&
  report.stillReserved === 0;
process.exitCode = isRight ? 0 : 1;
