import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, newFolder, startGuarded } from './guarded-process.ts';

const run = promisify(execFile);
const startLimitMs = 10_000;
const pauseMs = 20;
/** Each test file takes one of its own. */
const databases = 1_000;

const works = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> =>
  run(command, args, {
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
  }).then(
    () => true,
    () => false,
  );

const isThere = (): Promise<boolean> =>
  run('redis-server', ['--version']).then(
    () => true,
    () => false,
  );

/** Installs Redis where a package manager may be used without asking anybody. */
const install = async (): Promise<void> => {
  if (process.platform === 'darwin') await run('brew', ['install', 'redis']).catch(() => null);
  else if (process.getuid?.() === 0) {
    // In run level 1 Debian's package does not start the service that comes with it.
    const quiet = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    await works('apt-get', ['update', '-qq'], quiet);
    await works('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], quiet);
  }
  if (await isThere()) return;
  throw new Error(
    'The tests need Redis: install it (Debian, Ubuntu: sudo apt-get install redis-server; macOS: brew install redis), ' +
      'or name one that they may write to in TEST_REDIS_URL.',
  );
};

const isUp = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** A Redis of the tests' own, which keeps nothing on disk. `pid` is for tests that stop or kill it. */
export type RunningRedis = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/** Starts a Redis; on a given port, so that one that was killed comes back empty under the same address. */
export const startRedis = async ({
  port: wanted,
}: {
  readonly port?: number;
} = {}): Promise<RunningRedis> => {
  if (!(await isThere())) await install();
  const port = wanted ?? (await freePort());
  const folder = await newFolder('redis', null);
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
  const command = [
    'redis-server',
    ...place,
    '--save',
    '',
    '--appendonly',
    'no',
    '--databases',
    `${databases}`,
  ];
  const { pid, stop } = await startGuarded({ folder, command, runAs: null });
  for (let waitedMs = 0; !(await isUp(port)); waitedMs += pauseMs) {
    if (waitedMs > startLimitMs) {
      await stop();
      throw new Error('Redis for the tests did not start.');
    }
    await wait(pauseMs);
  }
  return { url: `redis://127.0.0.1:${port}`, port, pid, stop };
};
