import { afterAll, expect, it } from 'vitest';
import { extractData } from './extract-data.ts';
import { createExtractionPool } from './extraction-pool.ts';

const pool = createExtractionPool({
  threads: 1,
  deadlineMs: 4000,
  mostWaiting: 2,
  heapMb: 64,
  workerFile: new URL('./fixtures/hostile.worker.ts', import.meta.url),
});
afterAll(() => pool.close());

const signal = new AbortController().signal;
const read = (html: string) => extractData(pool)(html, 'all', { signal });
const good = {
  html: 'good',
  standing: { notUnderstood: [], answered: 0, shown: null },
  counts: { rows: 0, total: 0 },
  json: new TextEncoder().encode('{"rows":[]}'),
  ms: 0,
  learning: { wrapper: null, isNew: false, used: -1, fieldsKey: null },
};

it('refuses a page that takes too long, and reads the next with a new thread', async () => {
  const [late, next] = await Promise.allSettled([read('endless'), read('good')]);
  expect(late).toMatchObject({
    reason: { code: 'page_too_complex', message: expect.stringContaining('4 seconds') },
  });
  expect(next).toMatchObject({ status: 'fulfilled', value: good });
});

it('does not take a busy machine for a fault of the page', async () => {
  await expect(read('asleep')).rejects.toMatchObject({
    code: 'overloaded',
    details: { retryAfterSeconds: 5 },
  });
  expect(await read('good')).toEqual(good);
});

it('refuses a page that takes too much memory, and lives on', async () => {
  await expect(read('hungry')).rejects.toMatchObject({
    code: 'page_too_complex',
    message: expect.stringContaining('memory'),
  });
  expect(await read('good')).toEqual(good);
});

it('says that it is busy when too many wait', async () => {
  const all = await Promise.allSettled(['good', 'good', 'good', 'good', 'good'].map(read));
  expect(all.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(all[4]).toMatchObject({ reason: { code: 'overloaded', details: { retryAfterSeconds: 5 } } });
});

it('does not take a fault of the engine for a fault of the page', async () => {
  await expect(read('broken')).rejects.toThrow('a fault of the engine');
  expect(await read('good')).toEqual(good);
});
