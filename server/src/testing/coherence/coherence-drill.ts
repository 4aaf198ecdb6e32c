import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { createDrilledUsers } from './drilled-users.ts';
import type { Settings } from './instance-words.ts';
import { createLedger, type Violations } from './ledger.ts';
import { openFaultyRedis, type RedisFault } from './redis-faults.ts';
import { type Instance, startInstance } from './start-instance.ts';

const instances = 3;
const userCount = 20;
const readersPerInstance = 3;
const readPauseMs = 4;
const calmMs = 1_500;
const removedReadForMs = 3_000;

type Options = {
  readonly design: Settings['design'];
  readonly databaseUrl: string;
  readonly seconds: number;
  readonly log?: (line: string) => void;
};

/** What the drill saw. */
export type DrillReport = {
  readonly violations: Violations;
  readonly longestOverdueMs: number;
  readonly reads: number;
  readonly hits: number;
  readonly apiWrites: number;
  readonly sqlWrites: number;
  readonly faults: number;
  readonly slowestWriteMs: number;
  /** From the end of a fault until every instance was served by the cache again, at worst. */
  readonly slowestRecoveryMs: number;
};

const pickOne = <T>(from: readonly T[]): T => {
  const picked = from[Math.floor(Math.random() * from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
};

/** Until every instance has had a hit, or it took longer than anybody would wait. */
const awaitRecovery = async (all: readonly Instance[]): Promise<number> => {
  const endedMs = performance.now();
  const before = all.map(({ hits }) => hits());
  const isBack = (): boolean => all.every(({ hits }, i) => hits() > (before[i] ?? 0));
  while (!isBack() && performance.now() - endedMs < 10_000) await wait(10);
  return Math.round(performance.now() - endedMs);
};

/**
 * Three instances in processes of their own, one Redis, one Postgres; random reads, changes through the API, deletions and
 * SQL typed elsewhere, while one fault of Redis follows another. Every read is judged.
 */
export const runCoherenceDrill = async (options: Options): Promise<DrillReport> => {
  const { design, databaseUrl, seconds, log = () => {} } = options;
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  const ledger = createLedger(() => performance.now());
  const users = createDrilledUsers(pool, ledger);
  for (let i = 0; i < userCount; i += 1) await users.add();
  const redis = await openFaultyRedis(instances);
  const starting = redis.urls.map((redisUrl) => startInstance({ design, databaseUrl, redisUrl, instances }));
  const all = await Promise.all(starting);

  let isOver = false;
  const count = { reads: 0, apiWrites: 0, sqlWrites: 0, faults: 0, slowestWriteMs: 0, slowestRecoveryMs: 0 };
  const again = async (pauseMs: number, work: () => Promise<void>): Promise<void> => {
    while (!isOver) {
      await work();
      await wait(Math.random() * 2 * pauseMs);
    }
  };

  const read = async ({ ask }: Instance): Promise<void> => {
    const userId = users.pick();
    const judge = ledger.reading(userId);
    judge(await ask('read', userId));
    count.reads += 1;
  };
  const write = async (kind: 'rename' | 'delete', userId: string): Promise<void> => {
    const beganMs = performance.now();
    const version = await pickOne(all).ask(kind, userId);
    if (version !== null) ledger.acknowledged(userId, version);
    count.apiWrites += 1;
    count.slowestWriteMs = Math.max(count.slowestWriteMs, Math.round(performance.now() - beganMs));
  };
  const replaceUser = async (): Promise<void> => {
    const userId = users.pick();
    await write('delete', userId);
    await users.remove(userId, removedReadForMs);
    await users.add();
  };
  const typeSql = async (): Promise<void> => {
    await users.rename(users.pick());
    count.sqlWrites += 1;
  };
  const suffer = async ({ name, happen }: RedisFault): Promise<void> => {
    log(`Redis: ${name}`);
    await happen();
    count.faults += 1;
    count.slowestRecoveryMs = Math.max(count.slowestRecoveryMs, await awaitRecovery(all));
    await wait(calmMs);
  };
  const sufferAll = async (): Promise<void> => {
    await wait(calmMs);
    for (let i = 0; !isOver; i += 1)
      await suffer(redis.faults[i % redis.faults.length] ?? pickOne(redis.faults));
  };

  setTimeout(() => {
    isOver = true;
  }, seconds * 1_000);
  try {
    await Promise.all([
      ...all.flatMap((instance) =>
        Array.from({ length: readersPerInstance }, () => again(readPauseMs, () => read(instance))),
      ),
      ...Array.from({ length: 4 }, () => again(60, () => write('rename', users.pick()))),
      again(80, typeSql),
      again(700, replaceUser),
      sufferAll(),
    ]);
  } finally {
    for (const { stop } of all) stop();
    await redis.close();
    await pool.end();
  }
  const hits = all.reduce((sum, instance) => sum + instance.hits(), 0);
  return { violations: ledger.violations(), longestOverdueMs: ledger.longestOverdueMs(), hits, ...count };
};
