import { expect, it } from 'vitest';
import { createTestDatabase } from '../test-services.ts';
import { runRedisDrill } from './redis-drill.ts';

it('serves on three instances whatever happens to Redis', { timeout: 120_000 }, async () => {
  const database = await createTestDatabase();
  const report = await runRedisDrill({
    ...{ databaseUrl: database.url, instances: 3, perSecond: 60 },
    ...{ secondsEach: 4, users: 3 },
  });
  await database.drop();
  expect(report.requests).toBeGreaterThan(1_000);
  expect([report.serverErrors, report.refused]).toEqual([0, 0]);
  expect(report.judgedHealth).toBeGreaterThan(30);
  expect(report.untrueHealth).toBe(0);
  // Against a hang; how long it takes exactly is measured by the bench.
  expect(report.slowestHealthMs).toBeLessThan(2_000);
  expect(report.limits).toHaveLength(3);
  expect(report.limits.map(({ before }) => before)).toEqual([15, 15, 15]);
  expect(report.brokenLimits, JSON.stringify(report.limits)).toBe(0);
  expect(report.logLines).toBeGreaterThan(1_000);
  expect(report.secretsInLogs).toEqual([]);
});
