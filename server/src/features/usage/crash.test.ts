/** Processes that are killed between reserving and settling: no unit is lost, doubled, or kept for longer than a lease. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** Runs the keys in a process of their own, kills it some time after its first answer, and returns what it answered. */
const runAndKill = async (userId: string, keys: readonly string[], killAfterMs: number | null) => {
  const child = spawn(process.execPath, [script, database.url ?? '', userId, JSON.stringify(keys)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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

it('charges each request once, however often its process is killed', async () => {
  const words = usageWords(database.postgres);
  const id = await words.addUser(requests);
  const keys = Array.from({ length: requests }, (_, n) => `request ${n}`);
  const open = new Set(keys);
  for (let kill = 0; kill < kills; kill += 1) {
    for (const key of await runAndKill(id, [...open], 20 + Math.random() * 60)) open.delete(key);
    const { counted, inLedger } = await words.countersOf(id);
    expect(counted).toBe(inLedger);
    expect(counted).toBeLessThanOrEqual(requests);
  }
  expect(open.size).toBeGreaterThan(0);
  // All of them again, also those that were answered: a client may not have heard.
  await runAndKill(id, keys, null);
  const room = openUsageRoom(database.postgres);
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
  expect(rows).toEqual([{ settled: requests, activities: requests, results: requests }]);
}, 60_000);
