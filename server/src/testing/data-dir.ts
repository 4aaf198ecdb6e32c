import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A data folder of the test's own, with a migrated database in it and nobody in the database. */
export const copyDataDir = async (): Promise<{ path: string; remove: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'gleaner-test-'));
  await cp(inject('preparedDataDir'), path, { recursive: true });
  return { path, remove: () => rm(path, { recursive: true }) };
};
