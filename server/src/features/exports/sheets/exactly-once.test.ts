import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendAgain } from '../../../testing/exactly-once/append-again.ts';
import { drillRows } from '../../../testing/exactly-once/drill-rows.ts';
import { addDrillUser, drillSteps } from '../../../testing/exactly-once/drill-steps.ts';
import { inAProcess } from '../../../testing/exactly-once/in-a-process.ts';
import { openStandInSheets } from '../../../testing/google/stand-in-sheets.ts';
import { openTestDatabase } from '../../../testing/open-test-database.ts';
import { createWritingPool } from '../writing/writing-pool.ts';

const rows = drillRows(300);
let databaseUrl: string;
let ground: Parameters<typeof drillSteps>[0];
let close: () => Promise<void>;
beforeAll(async () => {
  const [google, database] = [await openStandInSheets(), await openTestDatabase('postgres')];
  const { db } = database.postgres;
  databaseUrl = database.url ?? '';
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

it('does so when the process is one of its own and dies of SIGKILL', async () => {
  const { steps, ...faults } = await drillSteps(ground, {
    every: 5,
    modes: [{ mode: 'append', isNewBook: false }],
    kinds: ['killed before a call', 'killed after a call', 'killed after a statement'],
    first: inAProcess(databaseUrl, rows.length),
  });
  expect(faults).toEqual({ duplicates: 0, missing: 0, misplaced: 0 });
  expect(steps).toBeGreaterThan(5);
}, 120_000);

it('would notice an export that appends again', async () => {
  const { duplicates } = await drillSteps(ground, {
    modes: [{ mode: 'append', isNewBook: false }],
    kinds: ['answer lost'],
    again: appendAgain,
  });
  expect(duplicates).toBeGreaterThanOrEqual(rows.length);
});
