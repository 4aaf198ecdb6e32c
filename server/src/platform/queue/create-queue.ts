import type { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Postgres } from '../postgres/postgres.ts';
import { toBossDatabase } from './boss-database.ts';
import { createDeadJobs } from './dead-jobs.ts';
import type { Enqueue, JobKind, Queue } from './queue.ts';
import { type Kinds, runJobs } from './run-jobs.ts';

type Needs = {
  readonly postgres: Pick<Postgres, 'db' | 'run' | 'listen' | 'kind'>;
  readonly logger: {
    readonly warn: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
  /** Told of each job that failed at its last attempt. */
  readonly report: (error: unknown) => void;
  /** How often jobs whose process died are looked for. */
  readonly superviseSeconds?: number;
};

const drainLimitMs = 4_000;
const keptSeconds = 14 * 86_400;

const openBoss = async ({ postgres, logger, superviseSeconds = 30 }: Needs): Promise<PgBoss> => {
  // Loaded while the database is opening; what only lists kinds of jobs does not wait for it.
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: toBossDatabase(postgres),
    backend: postgres.kind === 'embedded' ? 'pglite' : 'postgres',
    useListenNotify: true,
    // Everything at fixed times is a job like others: see `oncePer`.
    schedule: false,
    registerInstance: false,
    reindex: postgres.kind === 'postgres',
    monitorVacuum: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    queueCacheIntervalSeconds: 600,
    flowIntervalSeconds: 3_600,
    bamIntervalSeconds: 3_600,
  });
  boss.on('error', (err) => logger.warn({ err }, '[Queue] The database does not answer the queue'));
  boss.on('warning', ({ message, data }) => {
    // Of a slow statement it hands over text and values as well: these may be a job's.
    const { sql: _sql, values: _values, ...facts } = Object(data);
    logger.warn(facts, `[Queue] ${message}`);
  });
  return boss;
};

const describeKind = ({
  attempts,
  firstPauseSeconds,
  longestPauseSeconds,
  limitSeconds,
}: JobKind<z.ZodType>) => ({
  retryLimit: attempts - 1,
  retryDelay: firstPauseSeconds,
  retryBackoff: true,
  retryDelayMax: longestPauseSeconds,
  expireInSeconds: limitSeconds,
  deleteAfterSeconds: keptSeconds,
  notify: true,
});

/** Makes the queues that are not there, and those that are as the code says now. */
const ensureQueues = async (boss: PgBoss, kinds: Kinds): Promise<void> => {
  const names = [...kinds.keys()];
  const found = new Map((await boss.getQueues(names)).map((queue) => [queue.name, queue]));
  for (const [name, kind] of kinds) {
    const wanted = describeKind(kind);
    const queue = found.get(name);
    if (queue === undefined) await boss.createQueue(name, wanted);
    else if (Object.entries(wanted).some(([key, value]) => Object(queue)[key] !== value))
      await boss.updateQueue(name, wanted);
  }
};

/** Jobs in Postgres, by pg-boss. Nothing is opened before `start`. */
export const createQueue = (needs: Needs): Queue => {
  const kinds: Kinds = new Map();
  let opened: PgBoss | null = null;
  const started = (): PgBoss => {
    if (opened === null) throw new Error('The queue is not started.');
    return opened;
  };

  const enqueueAs =
    (name: string): Enqueue<object> =>
    async (body, { trx, startAfter, oncePer } = {}) => {
      const { fromKysely } = await import('pg-boss');
      const jobs = [body].flat().map((data) => ({
        data,
        ...(startAfter ? { startAfter } : {}),
        ...(oncePer ? { singletonSeconds: oncePer.seconds, singletonKey: oncePer.key } : {}),
      }));
      await started().insert(name, jobs, trx ? { db: fromKysely(trx) } : {});
    };

  return {
    declare: (name, kind) => {
      kinds.set(name, kind);
      return enqueueAs(name);
    },
    start: async ({ works }) => {
      opened = await openBoss(needs);
      await opened.start();
      await ensureQueues(opened, kinds);
      if (works) await runJobs(opened, kinds, needs);
    },
    ...createDeadJobs(needs.postgres.db, started),
    stop: async () => {
      await opened?.stop({ graceful: true, timeout: drainLimitMs });
    },
  };
};
