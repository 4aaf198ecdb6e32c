/**
 * How soon a server is ready, and what it holds when it has nothing to do: with nothing beside it, the first time and
 * later, and with Postgres and Redis. Beside it a bare Express that is started the same way.
 *
 *     node bench/start.ts
 *
 * Linux only: memory is read from /proc.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../server/src/testing/services/guarded-process.ts';
import { openServices } from './faults/open-services.ts';

const idleAfterMs = 5_000;
const limitMs = 60_000;
const root = fileURLToPath(new URL('..', import.meta.url));

const { start } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts;
const bare = 'exec node bench/overhead/bare.server.ts';

type Figures = { readonly readyMs: number; readonly idleMb: number };

/** Starts a command, asks until it answers, leaves it alone for a while, and ends it. */
const measure = async (
  command: string,
  path: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Figures> => {
  const port = await freePort();
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...environment };
  const startedMs = performance.now();
  const child = spawn('sh', ['-c', command], { cwd: root, env, stdio: 'ignore' });
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - startedMs > limitMs)
      throw new Error(`It does not start: ${command}`);
    await wait(10);
  }
  const readyMs = performance.now() - startedMs;
  await wait(idleAfterMs);
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  return { readyMs, idleMb: Number(kilobytes) / 1_024 };
};

const print = (what: string, { readyMs, idleMb }: Figures, budget = ''): void =>
  console.log(
    `${what.padEnd(34)}${(readyMs / 1_000).toFixed(2).padStart(6)} s ${idleMb.toFixed(0).padStart(5)} MB  ${budget}`,
  );

const dataDir = mkdtempSync(join(tmpdir(), 'gleaner-start-'));
const services = await openServices();
try {
  console.log(`${''.padEnd(34)} ready      idle  budget`);
  print('bare Express', await measure(bare, '/api/user/me'));
  const embedded = { GLEANER_DATA_DIR: dataDir };
  print('nothing beside it, first start', await measure(start, '/health/ready', embedded), '6 s');
  print('nothing beside it, later', await measure(start, '/health/ready', embedded), '3 s');
  const beside = { DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl };
  print('Postgres and Redis, first start', await measure(start, '/health/ready', beside));
  print('Postgres and Redis, later', await measure(start, '/health/ready', beside), '1.5 s, 180 MB');
} finally {
  await services.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
