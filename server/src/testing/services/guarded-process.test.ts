import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { newFolder, startGuarded } from './guarded-process.ts';
import { startRedis } from './start-redis.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('ends a program that is running, was stopped by a signal, or is gone already, and removes its folder', async () => {
  for (const signal of ['SIGCONT', 'SIGSTOP', 'SIGKILL'] as const) {
    const folder = await newFolder('sleep', null);
    const program = await startGuarded({ folder, command: ['sleep', '60'], runAs: null });
    process.kill(program.pid, signal);
    await program.stop();
    expect([isAlive(program.pid), existsSync(folder)]).toEqual([false, false]);
  }
});

it('ends Redis, also one that hangs, and starts another at the same address', async () => {
  const first = await startRedis();
  process.kill(first.pid, 'SIGSTOP');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await startRedis({ port: first.port });
  expect(second.url).toBe(first.url);
  await second.stop();
});
