import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createClosers } from './closers.ts';

it('closes backwards, one after the other', async () => {
  const closers = createClosers({ limitMs: 1000 });
  const closed: string[] = [];
  closers.push('first', async () => closed.push('first'));
  closers.push('second', async () => {
    await wait(20);
    closed.push('second');
  });
  expect(await closers.closeAll()).toEqual([]);
  expect(closed).toEqual(['second', 'first']);
});

it('goes on when one fails or takes too long, and names them', async () => {
  const closers = createClosers({ limitMs: 50 });
  const closed: string[] = [];
  closers.push('good', async () => closed.push('good'));
  closers.push('broken', () => Promise.reject(new Error('broken')));
  closers.push('endless', () => new Promise(() => {}));
  expect(await closers.closeAll()).toEqual(['endless', 'broken']);
  expect(closed).toEqual(['good']);
});
