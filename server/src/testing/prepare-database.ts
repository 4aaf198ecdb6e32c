/** Run once before all tests: a migrated database, which each test file that needs one copies. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { composeQueue } from '../compose-parts.ts';
import { loadConfig } from '../config/load.ts';
import { createClosers } from '../kernel/closers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    preparedDataDir: string;
  }
}

/** Makes the folder, tells the tests where it is, and returns its removal. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'gleaner-test-'));
  const reading = loadConfig({ GLEANER_DATA_DIR: dataDir });
  if (!reading.ok) throw new Error(reading.faults.join('\n'));
  const closers = createClosers({ limitMs: 10_000 });
  await composeQueue({ config: reading.config, closers });
  await closers.closeAll();
  project.provide('preparedDataDir', dataDir);
  return () => rm(dataDir, { recursive: true });
};
