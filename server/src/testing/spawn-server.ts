import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../config/repository.ts';
import { freePort } from './services/guarded-process.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const startLimitMs = 30_000;
const pauseMs = 50;

/** A server in a process of its own, as operators run it. */
export type SpawnedServer = {
  readonly address: string;
  readonly pid: number;
  /** All that it has printed, also on its second output. */
  readonly printed: () => string;
  /** Resolves when it may be sent requests. */
  readonly ready: () => Promise<void>;
  /** Ends it as a platform would, and waits. @returns its exit code */
  readonly stop: () => Promise<number | null>;
  /** Ends it as a crash does: nothing is finished and nothing is closed. */
  readonly kill: () => Promise<void>;
};

type Place = {
  /** Another server than ours, for comparing. */
  readonly file?: string;
  /** Where one that was killed comes back; else a free one. */
  readonly port?: number;
  /** A file that runs before the server's own, in each of its threads. */
  readonly before?: string;
  /** By `npm start`, at the root: then nothing of the above but the port. */
  readonly byNpm?: true;
};

/** Starts a server on the loopback address; it may not be ready yet. */
export const spawnServer = async (
  environment: Readonly<Record<string, string>>,
  { file = main, port: wanted, before, byNpm }: Place = {},
): Promise<SpawnedServer> => {
  const port = wanted ?? (await freePort());
  const [program, args] = byNpm
    ? ['npm', ['start']]
    : [process.execPath, [...(before ? ['--import', before] : []), file]];
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOST: '127.0.0.1', PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += String(chunk);
    });
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    pid: child.pid ?? 0,
    printed: () => printed,
    ready: async () => {
      const deadlineMs = performance.now() + startLimitMs;
      while (!(await fetch(`${address}/health/ready`).catch(() => null))?.ok) {
        if (child.exitCode !== null || performance.now() > deadlineMs)
          throw new Error(`The server does not start:\n${printed}`);
        await wait(pauseMs);
      }
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
