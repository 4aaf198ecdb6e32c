/**
 * What callers see while Redis is killed, stopped and slow: three servers, a steady load of signed-in requests, and a
 * table of each second.
 *
 *     node bench/faults/redis-drill.ts [seconds of each fault] [requests a second]
 */

import { fileURLToPath } from 'node:url';
import { migrate } from '../../server/src/platform/postgres/migrate.ts';
import { openPostgres } from '../../server/src/platform/postgres/open-postgres.ts';
import { runRedisDrill } from '../../server/src/testing/redis-drill/redis-drill.ts';
import { startPostgres } from '../../server/src/testing/services/start-postgres.ts';

const folder = fileURLToPath(new URL('../../server/migrations', import.meta.url));
const [secondsEach = 8, perSecond = 500] = process.argv.slice(2).map(Number);

const server = await startPostgres();
const postgres = await openPostgres({ url: server.url });
await migrate(postgres, { folder, withAuth: true });
await postgres.close();

const report = await runRedisDrill({
  ...{ databaseUrl: server.url, instances: 3, perSecond, secondsEach, users: 10 },
});
await server.stop();

const columns = (...values: readonly (string | number)[]): void =>
  console.log(
    values.map((value, at) => (at === 0 ? String(value).padEnd(14) : String(value).padStart(9))).join(' '),
  );

console.log(`GET /api/user/me, signed in, ${perSecond} a second over 3 servers\n`);
columns('Redis', 'second', 'requests', 'not 200', 'p50 ms', 'p99 ms', 'health ms', 'says');
for (const { phase, second, requests, failed, p50Ms, p99Ms, slowestHealthMs, said } of report.seconds)
  columns(
    ...[phase, second, requests, failed, p50Ms.toFixed(1), p99Ms.toFixed(1)],
    ...[slowestHealthMs.toFixed(0), said.join('/')],
  );

console.log('\nA user who has used half of the 30 pages of a minute, and asks on, over all servers');
columns('Redis', 'asked', 'before', 'since', 'in all', 'at most');
for (const { fault, asked, before, since, most } of report.limits)
  columns(fault, asked, before, since, before + since, most);

const faults: string[] = [];
const judge = (line: string, isGood: boolean): void => {
  console.log(`  ${isGood ? 'good' : 'BAD '}  ${line}`);
  if (!isGood) faults.push(line);
};
console.log('');
judge(
  `${report.serverErrors} of ${report.requests} answers were 500 or above, or none (0) ${report.worst.slice(0, 5).join(', ')}`.trim(),
  report.serverErrors === 0,
);
judge(
  `${report.addedP99Ms.toFixed(1)} ms added to p99 once the breaker is open (at most 5)`,
  report.addedP99Ms <= 5,
);
judge(
  `${report.slowestHealthMs.toFixed(0)} ms for the slowest /health (at most 200)`,
  report.slowestHealthMs <= 200,
);
judge(
  `${report.untrueHealth} of ${report.judgedHealth} judged /health answers were untrue`,
  report.untrueHealth === 0,
);
judge(
  `${report.brokenLimits} of ${report.limits.length} limits were not held within their bound`,
  report.brokenLimits === 0,
);
judge(
  `${report.secretsInLogs.length} planted secrets in ${report.logLines} log lines`,
  report.secretsInLogs.length === 0,
);
if (faults.length > 0) process.exitCode = 1;
