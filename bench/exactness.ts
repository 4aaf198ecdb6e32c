/**
 * Are limits and usage exact? Three instances, one real Postgres, one real Redis; beside it, in the same run, the design
 * that most servers have. Prints how many passed of those that may.
 *
 *     node bench/exactness.ts
 */

import { fileURLToPath } from 'node:url';
import { runMinuteDrill, runMonthDrill } from '../server/src/testing/exactness/exactness-drill.ts';
import { openGround } from '../server/src/testing/exactness/open-ground.ts';
import { openServices } from './faults/open-services.ts';

const other = fileURLToPath(new URL('exactness/classic.server.ts', import.meta.url));
const month = { left: 50, asked: 400 };
const minute = { asked: 600, allowed: 30 };
const services = await openServices();

const highLimits = await openGround({
  ...services,
  instances: 3,
  other,
  environment: { LIMIT_SCRAPE_PER_MINUTE: '100000' },
});
await highLimits.start();
const ourMonth = await runMonthDrill(highLimits.ours, month);
const classicMonth = await runMonthDrill(highLimits.others, month);
await highLimits.close();

const asTheyAre = await openGround({ ...services, instances: 3, other });
await asTheyAre.start();
const ourMinute = await runMinuteDrill(asTheyAre.ours, minute);
const classicMinute = await runMinuteDrill(asTheyAre.others, minute);
await asTheyAre.close();
await services.stop();

console.log(`3 instances; a user with ${month.left} scrapes left asks for ${month.asked} at once`);
for (const [design, report] of [
  ['gleaner', ourMonth],
  ['classic', classicMonth],
] as const) {
  console.log(
    `  ${design}  ${report.withRows} with rows, ${report.exhausted} times 402, ${report.other.length} other, ` +
      `${report.retries} retries; counter ${report.counter}, ledger ${report.ledgerSum}`,
  );
}
console.log(`3 instances; a user asks ${minute.asked} times in one window of ${minute.allowed}`);
for (const [design, report] of [
  ['gleaner', ourMinute],
  ['classic', classicMinute],
] as const)
  console.log(
    `  ${design}  ${report.passed} passed, ${report.limited} times 429, ${report.other.length} other`,
  );

const isExact =
  ourMonth.withRows === month.left &&
  ourMonth.exhausted === month.asked - month.left &&
  ourMonth.counter === month.left &&
  ourMonth.ledgerSum === month.left &&
  ourMinute.passed === minute.allowed &&
  ourMinute.limited === minute.asked - minute.allowed;
console.log(isExact ? 'exact' : 'NOT EXACT');
process.exitCode = isExact ? 0 : 1;
