import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The data folder is ours until `release`, or somebody else's; `pid` is theirs when they wrote it down. */
export type DataDirLock =
  | { readonly held: true; readonly release: () => void }
  | { readonly held: false; readonly pid: number | null };

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (error.errcode === 5 || error.errcode === 6);

const readPid = (file: string): number | null => {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    // Written just after the lock is taken, removed just before it is released: it may be missing.
    return null;
  }
};

/**
 * Takes the data folder for this process, because PGlite does not and two writers would ruin the database.
 * The lock is the operating system's, held through SQLite's exclusive transaction: it ends with the process
 * however that ends, so there is no stale lock to judge and no process id to mistake for another's.
 */
export const lockDataDir = (dataDir: string): DataDirLock => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const pidFile = join(dataDir, 'gleaner.pid');
  const lock = new DatabaseSync(join(dataDir, 'gleaner.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (isBusy(error)) return { held: false, pid: readPid(pidFile) };
    throw error;
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    held: true,
    release: () => {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
};
