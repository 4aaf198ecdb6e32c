import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './services/guarded-process.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const startLimitMs = 30_000;

/** What a server is told by its environment; `PORT` is found. */
export type ServerEnvironment = Readonly<Record<string, string>>;

/** A server in a process of its own, which may be killed and started again at the same address. */
export type GleanerProcess = {
  readonly url: string;
  /** Starts it, and resolves when it answers that it is ready. */
  readonly start: () => Promise<void>;
  /** As a crash: nothing is finished and nothing is closed. */
  readonly kill: () => Promise<void>;
  /** As a shutdown: what is in flight is finished. */
  readonly stop: () => Promise<void>;
  /** All that it has printed, over all its lives. */
  readonly printed: () => string;
};

/** Prepares a server; the file is another one where a design is compared with ours. */
export const prepareGleaner = async (
  environment: ServerEnvironment,
  { file = main, readyPath = '/health/ready' } = {},
): Promise<GleanerProcess> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let printed = '';
  const isReady = (): Promise<boolean> =>
    fetch(`${url}${readyPath}`).then(
      ({ ok }) => ok,
      () => false,
    );
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    start: async () => {
      const started = spawn(process.execPath, [file], {
        // Nothing of ours but what is named here.
        env: { ...environment, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (text) => {
          printed += text;
        });
      const signal = AbortSignal.timeout(startLimitMs);
      while (!(await isReady())) {
        if (signal.aborted || started.exitCode !== null)
          throw new Error(`The server does not start:\n${printed}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    printed: () => printed,
  };
};
