/** The drills of bench/exactness.ts and bench/crash.ts, shortened. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, findTestRedis, type TestDatabase } from '../test-services.ts';
import { runCrashDrill } from './crash-drill.ts';
import { runMinuteDrill, runMonthDrill } from './exactness-drill.ts';
import { openGround } from './open-ground.ts';

describe.each([
  { limits: 'high limits', environment: { LIMIT_SCRAPE_PER_MINUTE: '100000' } },
  { limits: 'the limits as they are', environment: {} },
])('three instances with $limits', ({ environment }) => {
  let database: TestDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    const redisUrl = await findTestRedis();
    ground = await openGround({ databaseUrl: database.url, redisUrl, instances: 3, environment });
    await ground.start();
  });
  afterAll(async () => {
    await ground.close();
    await database.drop();
  });

  if ('LIMIT_SCRAPE_PER_MINUTE' in environment) {
    it('let pass what is left of a month, and not one more', async () => {
      const report = await runMonthDrill(ground.ours, { left: 10, asked: 80 });
      expect(report).toMatchObject({ withRows: 10, exhausted: 70, other: [], counter: 10, ledgerSum: 10 });
    });

    it('deliver and charge each scrape once, though they are killed', async () => {
      const { instances, ours } = ground;
      const plan = { scrapes: 40, clients: 6, mostKills: 3, chance: Math.random, leaseMs: 40_000 };
      expect(await runCrashDrill({ instances, ledger: ours.ledger }, plan)).toMatchObject({
        ...{ delivered: 40, charged: 40, counter: 40 },
        ...{ lost: 0, doubled: 0, stillReserved: 0, other: [] },
      });
    }, 300_000);
  } else {
    it('let pass what a minute holds, and not one more', async () => {
      const report = await runMinuteDrill(ground.ours, { asked: 90 });
      expect(report).toMatchObject({ passed: 30, limited: 60, other: [] });
    });
  }
});
