/** Processes that are killed between reserving and settling: no unit is lost, doubled, or kept for longer than a lease. */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { ChargeOn } from '../../kernel/catalogue.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { openUsageRoom, usageWords } from '../../testing/open-usage.ts';

const script = fileURLToPath(new URL('../../testing/crashing-usage.ts', import.meta.url));
const requests = 150;
const kills = 4;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase('postgres');
});
afterAll(async () => {
  await database.postgres.close();
  await database.remove();
});

type Run = { readonly userId: string; readonly chargeOn: ChargeOn; readonly keys: readonly string[] };

/** Runs the keys in a process of their own, kills it some time after its first answer, and returns what it answered. */
const runAndKill = async ({ userId, chargeOn, keys }: Run, killAfterMs: number | null) => {
  const given = [database.url ?? '', userId, JSON.stringify(keys), chargeOn];
  const child = spawn(process.execPath, [script, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const answered: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (answered.length === 0 && killAfterMs !== null) {
      void wait(killAfterMs).then(() => child.kill('SIGKILL'));
    }
    answered.push(line);
  }
  await exited;
  return answered;
};

it.each<{ chargeOn: ChargeOn; activitiesOfEach: number; resultsOfEach: number }>([
  { chargeOn: 'scrape', activitiesOfEach: 1, resultsOfEach: 1 },
  // Each is exported twice, and what was done and not answered is done again: all of it is written down, and one is charged.
  { chargeOn: 'export', activitiesOfEach: 2, resultsOfEach: 0 },
])(
  'charges each $chargeOn once, however often its process is killed',
  async (given) => {
    const { chargeOn, activitiesOfEach, resultsOfEach } = given;
    const words = usageWords(database.postgres);
    const id = await words.addUser(requests);
    const keys = Array.from({ length: requests }, () => randomUUID());
    const run = { userId: id, chargeOn };
    const open = new Set<string>(keys);
    for (let kill = 0; kill < kills; kill += 1) {
      const answered = await runAndKill({ ...run, keys: [...open] }, 20 + Math.random() * 60);
      for (const key of answered) open.delete(key);
      const { counted, inLedger } = await words.countersOf(id);
      expect(counted).toBe(inLedger);
      expect(counted).toBeLessThanOrEqual(requests);
    }
    expect(open.size).toBeGreaterThan(0);
    // All of them again, also those that were answered: a client may not have heard.
    await runAndKill({ ...run, keys }, null);
    const room = openUsageRoom(database.postgres, { chargeOn });
    await expect
      .poll(async () => {
        await room.sweep();
        return words.countersOf(id);
      })
      .toEqual({ counted: requests, reserved: 0, inLedger: requests, open: 0 });
    await room.close();
    const { rows } = await words.run(sql`select
    (select count(*)::integer from public.usage_ledger where user_id = ${id} and state = 'settled') as settled,
    (select count(*)::integer from public.activities where user_id = ${id}) as activities,
    (select count(*)::integer from public.saved_results where user_id = ${id}) as results`);
    expect(rows).toMatchObject([{ settled: requests, results: resultsOfEach * requests }]);
    const [{ activities }] = z.tuple([z.object({ activities: z.number() })]).parse(rows);
    expect(activities).toBeGreaterThanOrEqual(activitiesOfEach * requests);
    if (chargeOn === 'scrape') expect(activities).toBe(requests);
  },
  60_000,
);
