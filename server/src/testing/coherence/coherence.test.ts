import { expect, it } from 'vitest';
import { createTestDatabase } from '../test-services.ts';
import { runCoherenceDrill } from './coherence-drill.ts';

const seconds = 12;

const drill = async (design: 'gleaner' | 'classic') => {
  const database = await createTestDatabase();
  const report = await runCoherenceDrill({ design, databaseUrl: database.url, seconds });
  await database.drop();
  return report;
};

it('serves on three instances what was written, whatever happens to Redis', { timeout: 60_000 }, async () => {
  const { violations, reads, hits, faults, slowestRecoveryMs } = await drill('gleaner');
  expect(violations).toEqual({ afterApi: 0, afterSql: 0 });
  // A cache that is never asked is never wrong.
  expect(hits / reads).toBeGreaterThan(0.3);
  expect(faults).toBeGreaterThanOrEqual(4);
  expect(slowestRecoveryMs).toBeLessThan(5_000);
});

it('catches the design that deletes after writing and sets after missing', { timeout: 60_000 }, async () => {
  const { violations } = await drill('classic');
  expect(violations.afterApi).toBeGreaterThan(0);
  expect(violations.afterSql).toBeGreaterThan(0);
});
