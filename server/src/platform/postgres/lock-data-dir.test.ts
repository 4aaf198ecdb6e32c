import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lockDataDir } from './lock-data-dir.ts';

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'gleaner-lock-')), 'data');

const lockElsewhere = async (folder: string) => {
  const module = JSON.stringify(new URL('./lock-data-dir.ts', import.meta.url).href);
  const script = `
    const { lockDataDir } = await import(${module});
    console.log(lockDataDir(${JSON.stringify(folder)}).held);
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void other.kill('SIGKILL'));
  const [answer] = await once(other.stdout, 'data');
  return { pid: other.pid, held: String(answer).trim() === 'true', other };
};

it('gives the folder to one at a time, in one process', () => {
  const folder = newFolder();
  const first = lockDataDir(folder);
  expect(first.held).toBe(true);
  expect(lockDataDir(folder)).toEqual({ held: false, pid: process.pid });
  if (first.held) first.release();
  const again = lockDataDir(folder);
  expect(again.held).toBe(true);
  if (again.held) again.release();
});

it('refuses another process, says whose the folder is, and is free again when that one is killed', async () => {
  const folder = newFolder();
  const { pid, held, other } = await lockElsewhere(folder);
  expect(held).toBe(true);
  expect(lockDataDir(folder)).toEqual({ held: false, pid });
  other.kill('SIGKILL');
  await once(other, 'exit');
  const taken = lockDataDir(folder);
  expect(taken.held).toBe(true);
  if (taken.held) taken.release();
});
