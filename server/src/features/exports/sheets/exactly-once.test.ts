import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendAgain } from '../../../testing/exactly-once/append-again.ts';
import { addDrillUser, drillSteps } from '../../../testing/exactly-once/drill-steps.ts';
import { openStandInSheets } from '../../../testing/google/stand-in-sheets.ts';
import { openTestDatabase } from '../../../testing/open-test-database.ts';
import { createWritingPool } from '../writing/writing-pool.ts';

const rows = Array.from({ length: 300 }, (_, n) => ({ id: n, text: `row ${n}` }));
let ground: Parameters<typeof drillSteps>[0];
let close: () => Promise<void>;
beforeAll(async () => {
  const [google, database] = [await openStandInSheets(), await openTestDatabase('postgres')];
  const { db } = database.postgres;
  const userId = await addDrillUser(db);
  const writing = createWritingPool({ heapMb: 256 });
  ground = { db, google, writing, userId, rows };
  close = async () => {
    await writing.close();
    await google.close();
    await database.postgres.close();
    await database.remove();
  };
});
afterAll(() => close());

it('brings each row once and in its place, wherever the process is killed or an answer is lost', async () => {
  const { steps, ...faults } = await drillSteps(ground, { every: 3 });
  expect(faults).toEqual({ duplicates: 0, missing: 0, misplaced: 0 });
  expect(steps).toBeGreaterThan(50);
}, 120_000);

it('would notice an export that appends again', async () => {
  const { duplicates } = await drillSteps(ground, {
    modes: [{ mode: 'append', isNewBook: false }],
    kinds: ['answer lost'],
    open: appendAgain,
  });
  expect(duplicates).toBeGreaterThanOrEqual(rows.length);
});
