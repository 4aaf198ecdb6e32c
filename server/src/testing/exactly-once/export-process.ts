/** An export to a sheet in a process of its own, to be killed: run by the drill, with what it is to do as JSON. */

import { z } from 'zod';
import { createWritingPool } from '../../features/exports/writing/writing-pool.ts';
import { AppError } from '../../kernel/app-error.ts';
import { openDatabase } from '../../platform/postgres/open-database.ts';
import { openSheets } from '../google/open-sheets.ts';
import { drillRows } from './drill-rows.ts';

const Task = z.object({
  databaseUrl: z.string(),
  url: z.string(),
  leaseMs: z.number(),
  /** After so many statements it kills itself; null: it is killed by others, or not at all. */
  dieAfter: z.number().nullable(),
  rowCount: z.number(),
  wanted: z.object({
    userId: z.string(),
    token: z.string(),
    key: z.string(),
    mode: z.enum(['append', 'replace', 'new']),
    spreadsheetId: z.string().nullable(),
  }),
});

/** What the process is told. */
export type ExportTask = z.output<typeof Task>;

const runTask = async ({
  databaseUrl,
  url,
  leaseMs,
  dieAfter,
  rowCount,
  wanted,
}: ExportTask): Promise<void> => {
  const postgres = await openDatabase({ kind: 'postgres', url: databaseUrl });
  const writing = createWritingPool({ heapMb: 384 });
  let left = dieAfter ?? Number.POSITIVE_INFINITY;
  const afterStatement = async (): Promise<void> => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
  const sheets = openSheets({ db: postgres.db, url, writing, leaseMs, afterStatement });
  await sheets.export({ ...wanted, rows: drillRows(rowCount) });
};

if (import.meta.main) {
  try {
    await runTask(Task.parse(JSON.parse(process.argv[2] ?? '')));
    process.exit(0);
  } catch (error) {
    // Refused: somebody went on in its place before it was killed.
    if (!(error instanceof AppError)) throw error;
    process.exit(1);
  }
}
