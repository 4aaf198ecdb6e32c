import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
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
};

/** Starts a server on a free port of the loopback address; it may not be ready yet. */
export const spawnServer = async (environment: Readonly<Record<string, string>>): Promise<SpawnedServer> => {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { HOST: '127.0.0.1', PORT: String(port), ...environment },
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
  };
};
