/**
 * Exactly once: rows to a sheet; the process is killed, or Google's answer lost, at each step in turn, and the
 * request sent again. Beside it the design that appends and appends again. Postgres is real, Google a stand-in.
 *
 *     node bench/exports-exactly-once.ts [rows] [every nth step]
 */
import { composeKeys } from '../server/src/compose-parts.ts';
import { loadConfig } from '../server/src/config/load.ts';
import { createWritingPool } from '../server/src/features/exports/writing/writing-pool.ts';
import { createClosers } from '../server/src/kernel/closers.ts';
import { appendAgain } from '../server/src/testing/exactly-once/append-again.ts';
import { drillRows } from '../server/src/testing/exactly-once/drill-rows.ts';
import {
  addDrillUser,
  type DrillReport,
  drillSteps,
  mishaps,
} from '../server/src/testing/exactly-once/drill-steps.ts';
import { inAProcess } from '../server/src/testing/exactly-once/in-a-process.ts';
import { openStandInSheets } from '../server/src/testing/google/stand-in-sheets.ts';
import { startPostgres } from '../server/src/testing/services/start-postgres.ts';

const [rowCount, every] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 1)];
const append = { mode: 'append', isNewBook: false } as const;
const modes = [
  append,
  { mode: 'replace', isNewBook: false },
  { mode: 'new', isNewBook: false },
  { mode: 'new', isNewBook: true },
] as const;

const print = (name: string, { steps, duplicates, missing, misplaced }: DrillReport): void => {
  const counts = [steps, duplicates, missing, misplaced].map((count) => String(count).padStart(11));
  console.log(`${name.padEnd(44)}${counts.join('')}`);
};

const closers = createClosers({ limitMs: 10_000 });
const server = await startPostgres();
closers.push('server', server.stop);
const reading = loadConfig({ DATABASE_URL: server.url });
if (!reading.ok) throw new Error(reading.faults.join('\n'));
const { postgres } = await composeKeys({ config: reading.config, closers });
const google = await openStandInSheets();
closers.push('google', google.close);
const writing = createWritingPool({ heapMb: 384 });
closers.push('writing', writing.close);
const userId = await addDrillUser(postgres.db);

const rows = drillRows(rowCount);
// What is killed is a process of its own.
const first = inAProcess(server.url, rowCount);
const ground = { db: postgres.db, google, writing, userId, rows };

console.log(`${`${rowCount} rows`.padEnd(44)}      steps duplicates    missing  misplaced`);
const all = { steps: 0, duplicates: 0, missing: 0, misplaced: 0 };
for (const how of modes) {
  for (const kind of mishaps) {
    const killed = kind.startsWith('killed') ? { first } : {};
    const report = await drillSteps(ground, { every, modes: [how], kinds: [kind], ...killed });
    print(`${how.mode}${how.isNewBook ? ' spreadsheet' : ''}, ${kind}`, report);
    all.steps += report.steps;
    all.duplicates += report.duplicates;
    all.missing += report.missing;
    all.misplaced += report.misplaced;
  }
}
print('gleaner, all of these', all);
print(
  'appends again, answer lost',
  await drillSteps(ground, { modes: [append], kinds: ['answer lost'], again: appendAgain }),
);
await closers.closeAll();
process.exit(all.duplicates + all.missing + all.misplaced === 0 ? 0 : 1);
