/**
 * How soon is a job picked up, and how fast does a backlog drain? On a real Postgres and on the embedded one.
 *
 *     node bench/queue.ts [--smoke]
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { openDatabase } from '../server/src/platform/postgres/open-database.ts';
import type { Postgres } from '../server/src/platform/postgres/postgres.ts';
import { createQueue } from '../server/src/platform/queue/create-queue.ts';
import { startPostgres } from '../server/src/testing/services/start-postgres.ts';

const isSmoke = process.argv.includes('--smoke');
const [singles, backlog] = isSmoke ? [20, 200] : [200, 2_000];
const Body = z.object({ n: z.number() });
const logger = { warn: console.error, error: console.error };

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const openQueue = async (postgres: Postgres, begun: Map<number, number>, works: boolean) => {
  const queue = createQueue({ postgres, logger, report: console.error });
  const enqueue = queue.declare('bench', {
    ...{ body: Body, attempts: 1, firstPauseSeconds: 1, longestPauseSeconds: 1, limitSeconds: 60 },
    ...{ atOnce: 20, together: 20 },
    work: async ({ body }) => void begun.set(body.n, performance.now()),
  });
  await queue.start({ works });
  return { enqueue, stop: queue.stop };
};

const measurePickUps = async (postgres: Postgres): Promise<readonly number[]> => {
  const begun = new Map<number, number>();
  const { enqueue, stop } = await openQueue(postgres, begun, true);
  await wait(500);
  const pickUps: number[] = [];
  for (let n = 0; n < singles; n += 1) {
    const sentMs = performance.now();
    await enqueue({ n });
    while (!begun.has(n)) await wait(0.2);
    pickUps.push((begun.get(n) ?? 0) - sentMs);
    await wait(10);
  }
  await stop();
  return pickUps.sort((a, b) => a - b);
};

const measureDrain = async (postgres: Postgres): Promise<number> => {
  const begun = new Map<number, number>();
  const filling = await openQueue(postgres, begun, false);
  await Promise.all(Array.from({ length: backlog }, (_, n) => filling.enqueue({ n })));
  await filling.stop();
  const startedMs = performance.now();
  const working = await openQueue(postgres, begun, true);
  while (begun.size < backlog) await wait(5);
  const drainMs = performance.now() - startedMs;
  await working.stop();
  return drainMs;
};

const measure = async (name: string, postgres: Postgres): Promise<void> => {
  const pickUps = await measurePickUps(postgres);
  const drainMs = await measureDrain(postgres);
  console.log(
    `${name.padEnd(10)} from enqueueing to work: p50 ${percentile(pickUps, 0.5).toFixed(1)} ms, ` +
      `p95 ${percentile(pickUps, 0.95).toFixed(1)} ms;  ` +
      `backlog of ${backlog}: ${(drainMs / 1000).toFixed(2)} s (${Math.round((backlog * 1000) / drainMs)}/s)`,
  );
};

const server = await startPostgres();
const postgres = await openDatabase({ kind: 'postgres', url: server.url });
await measure('Postgres', postgres);
await postgres.close();
await server.stop();

const dataDir = await mkdtemp(join(tmpdir(), 'gleaner-bench-'));
const embedded = await openDatabase({ kind: 'embedded', dataDir });
await measure('embedded', embedded);
await embedded.close();
await rm(dataDir, { recursive: true });
