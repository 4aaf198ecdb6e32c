/**
 * Does every instance serve what was written, whatever happens to Redis? Prints the violations of promise P7, which are
 * to be 0, and with `--mutant` those of the design that most servers have.
 *
 *     node bench/faults/coherence.ts [seconds] [--mutant]
 */

import { fileURLToPath } from 'node:url';
import { migrate } from '../../server/src/platform/postgres/migrate.ts';
import { openPostgres } from '../../server/src/platform/postgres/open-postgres.ts';
import { runCoherenceDrill } from '../../server/src/testing/coherence/coherence-drill.ts';
import { startPostgres } from '../../server/src/testing/services/start-postgres.ts';

const folder = fileURLToPath(new URL('../../server/migrations', import.meta.url));
const design = process.argv.includes('--mutant') ? 'classic' : 'gleaner';
const seconds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 60);

const server = await startPostgres();
const postgres = await openPostgres({ url: server.url });
await migrate(postgres, { folder, withAuth: true });
await postgres.close();

const report = await runCoherenceDrill({ design, databaseUrl: server.url, seconds, log: console.log });
await server.stop();
const { violations, reads, hits } = report;
console.log(`\n${design}: 3 instances, ${seconds} s, ${report.faults} faults of Redis`);
console.log(`  reads                          ${reads}, ${Math.round((100 * hits) / reads)} % from Redis`);
console.log(
  `  writes                         ${report.apiWrites} through the API, ${report.sqlWrites} by SQL`,
);
console.log(`  slowest write                  ${report.slowestWriteMs} ms`);
console.log(`  slowest return to the cache    ${report.slowestRecoveryMs} ms after a fault`);
console.log(`  older than an acknowledged write        ${violations.afterApi} violations`);
console.log(`  older than SQL of more than 1 s before  ${violations.afterSql} violations`);
if (violations.afterApi + violations.afterSql > 0) {
  console.log(`  longest overdue                ${report.longestOverdueMs} ms`);
  process.exitCode = design === 'gleaner' ? 1 : 0;
}
