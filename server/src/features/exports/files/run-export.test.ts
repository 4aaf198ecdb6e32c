import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import type { Export } from './export.ts';
import { runExport } from './run-export.ts';

const id = '33333333-3333-4333-8333-333333333333';
const now = new Date('2026-11-01T00:00:00Z');
const waiting: Export = {
  ...{ id, userId: 'ann', idempotency: null, isJob: true, activityId: null, fields: null },
  ...{ form: { format: 'json' }, fileName: 'rows.json', state: 'waiting', rowCount: 4_000, rowsWritten: 0 },
  ...{ fileBytes: null, failure: null, receipt: null, createdAt: now, expiresAt: now },
};

it('tells how many rows are written, twice a second at most, and is done only when that is told', async () => {
  const clock = fixedClock(now.toISOString());
  const told: number[] = [];
  const run = runExport({
    store: {
      find: async () => waiting,
      readSource: async () => gzipSync('[]'),
      tellProgress: async (_id, rows) => {
        await new Promise((resolve) => setImmediate(resolve));
        told.push(rows);
      },
      fail: async () => {},
    },
    clock,
    findRows: async () => ({ bytes: new Uint8Array(), shape: 'rows', fields: null }),
    findUser: async () => ({}),
    writeExport: async (_wanted, tellRows) => {
      for (const rows of [1_000, 2_000, 3_000, 4_000]) {
        tellRows?.(rows);
        clock.advance(300);
      }
    },
  });
  await run(id, false);
  expect(told).toEqual([0, 1_000, 3_000]);
});
