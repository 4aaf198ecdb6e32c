import { expect, it } from 'vitest';
import { gather } from './gather.ts';

/** Work that ends when it is told to, and that fails for what is named "bad". */
const heldWork = () => {
  const turns: (readonly string[])[] = [];
  const endings: (() => void)[] = [];
  const work = async (items: readonly string[]): Promise<void> => {
    turns.push(items);
    await new Promise<void>((resolve) => endings.push(resolve));
    if (items.includes('bad')) throw new Error(`bad among ${items.length}`);
  };
  const end = async (): Promise<void> => {
    for (const ending of endings.splice(0)) ending();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { turns, work, end };
};

it('begins at once, and does together what came meanwhile, so many at most', async () => {
  const { turns, work, end } = heldWork();
  const ask = gather({ work, most: 3 });
  const asked = ['a', 'b', 'c', 'd', 'e'].map(ask);
  expect(turns).toEqual([['a']]);
  await end();
  await asked[0];
  expect(turns).toEqual([['a'], ['b', 'c', 'd']]);
  await end();
  await end();
  await Promise.all(asked);
  expect(turns).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  const later = ask('f');
  expect(turns.at(-1)).toEqual(['f']);
  await end();
  await later;
});

it('answers nobody before the work for them is done', async () => {
  const { work, end } = heldWork();
  const ask = gather({ work, most: 3 });
  let done = 0;
  const asked = ['a', 'b'].map((item) => ask(item).then(() => done++));
  await end();
  expect(done).toBe(1);
  await end();
  await Promise.all(asked);
});

it('lets one that cannot be done fail alone, and goes on', async () => {
  const { turns, work, end } = heldWork();
  const ask = gather({ work, most: 9 });
  const asked = Promise.allSettled(['a', 'b', 'bad', 'c'].map(ask));
  for (let n = 0; n < 4; n += 1) await end();
  expect((await asked).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(turns).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
  const later = ask('d');
  await end();
  await later;
});
