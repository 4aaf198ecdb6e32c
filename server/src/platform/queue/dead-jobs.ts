import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Db } from '../postgres/postgres.ts';
import type { DeadJob, Queue } from './queue.ts';

const DeadRow = z.object({
  id: z.string(),
  name: z.string(),
  data: z.unknown(),
  retry_count: z.number(),
  output: z.looseObject({ message: z.string() }).nullable().catch(null),
  created_on: z.date(),
  completed_on: z.date(),
});

const toDeadJob = (row: unknown): DeadJob => {
  const { id, name, data, retry_count, output, created_on, completed_on } = DeadRow.parse(row);
  return {
    ...{ id, name, body: data, attempts: retry_count + 1, fault: output?.message ?? 'no reason was given' },
    ...{ createdAt: created_on, diedAt: completed_on },
  };
};

const Counts = z.tuple([z.object({ waiting: z.number(), active: z.number(), dead: z.number() })]);

/** What `gleaner jobs` and `/health` ask. The states are those of pg-boss's own index, so that it is read alone. */
export const createDeadJobs = (
  db: Db,
  boss: () => PgBoss,
): Pick<Queue, 'counts' | 'listDead' | 'retryDead'> => ({
  counts: async () => {
    const { rows } = await sql`
      select (count(*) filter (where state in ('created', 'retry')))::int as waiting,
        (count(*) filter (where state = 'active'))::int as active,
        (count(*) filter (where state = 'failed'))::int as dead
      from pgboss.job where state in ('created', 'retry', 'active', 'failed')`.execute(db);
    return Counts.parse(rows)[0];
  },
  listDead: async (most) => {
    const { rows } = await sql`
      select id::text as id, name, data, retry_count, output, created_on, completed_on
      from pgboss.job where state = 'failed' order by completed_on desc limit ${most}`.execute(db);
    return rows.map(toDeadJob);
  },
  retryDead: async (id) => {
    const found = await sql`select name from pgboss.job where id = ${id}::uuid and state = 'failed'`.execute(
      db,
    );
    const [job] = z.array(z.object({ name: z.string() })).parse(found.rows);
    if (job === undefined) return false;
    await boss().retry(job.name, id);
    return true;
  },
});
