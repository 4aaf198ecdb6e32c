import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createRepeat } from './repeat.ts';

it('does one turn at a time; who asks during one waits for the next', async () => {
  let running = 0;
  let turns = 0;
  const repeat = createRepeat({
    everyMs: 10_000,
    work: async () => {
      running += 1;
      expect(running).toBe(1);
      await wait(5);
      running -= 1;
      turns += 1;
    },
    onFault: () => {},
  });
  await Promise.all([repeat.soon(), repeat.soon(), repeat.soon()]);
  expect(turns).toBe(2);
  await repeat.soon();
  expect(turns).toBe(3);
  await repeat.stop();
  await repeat.soon();
  expect(turns).toBe(3);
});

it('goes on after a fault and tells of a row of them once', async () => {
  const faults: unknown[] = [];
  let turns = 0;
  const repeat = createRepeat({
    everyMs: 1,
    work: async () => {
      turns += 1;
      if (turns !== 4) throw new Error(`turn ${turns}`);
    },
    onFault: (fault) => faults.push(fault),
  });
  await expect.poll(() => turns).toBeGreaterThan(6);
  await repeat.stop();
  expect(faults.map(String)).toEqual(['Error: turn 1', 'Error: turn 5']);
});
