import { expect, it } from 'vitest';
import { createWaitingLine } from './waiting-line.ts';

const never = new AbortController().signal;

/** Work that lasts until it is told to end. */
const makeWork = () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  let begun = false;
  return {
    begun: () => begun,
    end: () => resolve('done'),
    work: () => {
      begun = true;
      return promise;
    },
  };
};

it('lets as many work as there are places, the rest in order, and turns away whom it cannot hold', async () => {
  const line = createWaitingLine({ places: 1, mostWaiting: 2 });
  const [first, second, third, fourth] = [makeWork(), makeWork(), makeWork(), makeWork()];
  const turns = [first, second, third].map(({ work }) => line.take(work, never));
  expect(await line.take(fourth.work, never)).toEqual({ came: false });
  expect([first.begun(), second.begun(), third.begun()]).toEqual([true, false, false]);
  first.end();
  await turns[0];
  await expect.poll(second.begun).toBe(true);
  expect(third.begun()).toBe(false);
  second.end();
  third.end();
  expect(await Promise.all(turns)).toEqual([1, 2, 3].map(() => ({ came: true, result: 'done' })));
});

it('forgets whoever leaves, and gives a place back when the work fails', async () => {
  const line = createWaitingLine({ places: 1, mostWaiting: 1 });
  const [first, gone, next] = [makeWork(), makeWork(), makeWork()];
  const working = line.take(first.work, never);
  const leaving = new AbortController();
  const left = line.take(gone.work, leaving.signal);
  leaving.abort();
  expect(await left).toEqual({ came: false });
  const waiting = line.take(next.work, never);
  first.end();
  await working;
  next.end();
  expect(await waiting).toEqual({ came: true, result: 'done' });
  expect(gone.begun()).toBe(false);

  await expect(line.take(() => Promise.reject(new Error('broken')), never)).rejects.toThrow('broken');
  expect(await line.take(async () => 'again', never)).toEqual({ came: true, result: 'again' });
});
