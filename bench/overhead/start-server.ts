import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const reportCpu = join(import.meta.dirname, 'report-cpu.ts');
const CpuUsage = z.object({ user: z.number(), system: z.number() });
const startLimitMs = 20_000;

/** A server under measurement, in a process of its own. */
export type MeasuredServer = {
  readonly url: string;
  /** Processor time taken so far, all threads. */
  readonly cpuMicroseconds: () => Promise<number>;
  /** All that it has printed. */
  readonly printed: () => string;
  readonly stop: () => Promise<void>;
};

const findPort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  return z.object({ port: z.number() }).parse(bound).port;
};

/** This server's file, and what `npm start` tells Node about it. */
export const ourServer = join(import.meta.dirname, '../../server/src/main.ts');
const flagsOf = (file: string): readonly string[] => (file === ourServer ? ['--max-semi-space-size=8'] : []);

/** Starts a file with Node, with a channel for messages. */
export const startProcess = (file: string, environment: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [...flagsOf(file), '--import', reportCpu, file], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });

/** Sends a message and waits for the next one that comes back. */
export const askProcess = async (child: ChildProcess, message: string | object): Promise<unknown> => {
  const answer = once(child, 'message');
  child.send(message);
  return (await answer)[0];
};

/** Ends a process that was started here and waits until it is gone. */
export const stopProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
};

/** Starts a server and waits until it answers. */
export const startServer = async (
  file: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<MeasuredServer> => {
  const port = await findPort();
  const child = startProcess(file, { ...environment, PORT: String(port) });
  let printed = '';
  child.stdout?.on('data', (text) => {
    printed += text;
  });
  const url = `http://127.0.0.1:${port}/api/user/me`;
  const deadline = performance.now() + startLimitMs;
  const isReady = async (): Promise<boolean> => {
    const answer = await fetch(url).catch(() => null);
    return answer !== null && answer.status !== 503;
  };
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`${file} does not start:\n${printed}`);
    await wait(50);
  }
  return {
    url,
    cpuMicroseconds: async () => {
      const { user, system } = CpuUsage.parse(await askProcess(child, 'cpu'));
      return user + system;
    },
    printed: () => printed,
    stop: () => stopProcess(child),
  };
};
