import { expect, it } from 'vitest';
import { createTestDatabase, findTestRedis } from '../test-services.ts';
import { runBillingDrill } from './billing-drill.ts';

const drill = async (options: { lives: number; deathChance: number; isMutant?: boolean }) => {
  const database = await createTestDatabase();
  const report = await runBillingDrill({
    ...options,
    databaseUrl: database.url,
    redisUrl: await findTestRedis(),
  });
  await database.drop();
  return report;
};

it('ends as Stripe says, whatever the order, the repetitions and the deaths', {
  timeout: 180_000,
}, async () => {
  const { differences, events, deliveries, deaths } = await drill({ lives: 12, deathChance: 0.03 });
  expect(differences).toEqual([]);
  expect(deliveries).toBeGreaterThan(events);
  expect(deaths).toBeGreaterThan(0);
});

it('catches the design that applies what an event says', { timeout: 180_000 }, async () => {
  const { differences } = await drill({ lives: 12, deathChance: 0, isMutant: true });
  expect(differences.length).toBeGreaterThan(0);
});
