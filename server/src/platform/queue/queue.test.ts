import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { createQueue } from './create-queue.ts';
import type { Enqueue, Job, JobKind, Queue } from './queue.ts';

const Body = z.object({ n: z.number() });
type Work = (job: Job<z.infer<typeof Body>>) => Promise<void>;
const quick = { attempts: 3, firstPauseSeconds: 1, longestPauseSeconds: 1, limitSeconds: 30, atOnce: 4 };

describe.each(['postgres', 'embedded'] as const)('the queue on %s', (kind) => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let queue: Queue;
  let enqueue: Enqueue<{ n: number }>;
  let opened: Queue[] = [];
  const reported: unknown[] = [];

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await sql`create table public.business (n int)`.execute(database.postgres.db);
  });
  afterEach(async () => {
    await Promise.all(opened.map((one) => one.stop()));
    opened = [];
    await sql`delete from pgboss.job`.execute(database.postgres.db);
  });
  afterAll(async () => {
    await database.postgres.close();
    await database.remove();
  });

  const open = async (
    work: Work,
    options: { works?: boolean; kind?: Partial<JobKind<typeof Body>> } = {},
  ) => {
    const { postgres } = database;
    const logger = { warn: () => {}, error: () => {} };
    queue = createQueue({ postgres, logger, report: (fault) => reported.push(fault), superviseSeconds: 1 });
    enqueue = queue.declare('test.count', { body: Body, ...quick, work, ...options.kind });
    await queue.start({ works: options.works ?? true });
    opened.push(queue);
  };

  it('does what is put in, once', async () => {
    const done: number[] = [];
    await open(async ({ body }) => void done.push(body.n));
    for (let n = 0; n < 50; n += 1) await enqueue({ n });
    await expect.poll(() => done.length).toBe(50);
    expect([...done].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
  });

  it('does nothing before the business transaction commits, and never when it is rolled back', async () => {
    const done: number[] = [];
    await open(async ({ body }) => {
      const { rows } = await sql`select n from public.business where n = ${body.n}`.execute(
        database.postgres.db,
      );
      expect(rows).toHaveLength(1);
      done.push(body.n);
    });
    const { db } = database.postgres;
    await db.transaction().execute(async (trx) => {
      await enqueue({ n: 1 }, { trx });
      await sql`insert into public.business values (1)`.execute(trx);
    });
    await expect(
      db.transaction().execute(async (trx) => {
        await enqueue({ n: 2 }, { trx });
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    await expect.poll(() => done).toEqual([1]);
    expect(await queue.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('tries again what fails, then keeps it as dead until somebody has it tried once more', async () => {
    const attempts: { attempt: number; isLast: boolean }[] = [];
    let isMended = false;
    await open(async ({ attempt, isLastAttempt }) => {
      attempts.push({ attempt, isLast: isLastAttempt });
      if (!isMended) throw new Error('the other side is broken');
    });
    await enqueue({ n: 7 });
    await expect.poll(() => queue.counts(), { timeout: 15_000 }).toEqual({ waiting: 0, active: 0, dead: 1 });
    expect(attempts).toEqual([
      { attempt: 1, isLast: false },
      { attempt: 2, isLast: false },
      { attempt: 3, isLast: true },
    ]);
    expect(reported.map(String)).toContain('Error: the other side is broken');
    const [dead] = await queue.listDead(10);
    expect(dead).toMatchObject({
      ...{ name: 'test.count', body: { n: 7 }, attempts: 3, fault: 'the other side is broken' },
    });
    isMended = true;
    expect(await queue.retryDead(dead?.id ?? '')).toBe(true);
    await expect.poll(() => queue.counts(), { timeout: 5_000 }).toEqual({ waiting: 0, active: 0, dead: 0 });
    expect(await queue.retryDead(dead?.id ?? '')).toBe(false);
  });

  it('does not try what cannot be read', async () => {
    const done: number[] = [];
    await open(async ({ body }) => void done.push(body.n));
    await sql`update pgboss.queue set retry_limit = 2 where name = 'test.count'`.execute(
      database.postgres.db,
    );
    await enqueue(JSON.parse('{"n":"seven"}'));
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, active: 0, dead: 1 });
    expect((await queue.listDead(1))[0]?.fault).toContain('n ');
    expect(done).toEqual([]);
  });

  it('waits until it is time, and takes one in each span', async () => {
    const done: number[] = [];
    await open(async ({ body }) => void done.push(body.n));
    await enqueue({ n: 1 }, { startAfter: new Date(Date.now() + 1_500) });
    await enqueue({ n: 2 }, { oncePer: { seconds: 86_400, key: 'daily' } });
    await enqueue({ n: 3 }, { oncePer: { seconds: 86_400, key: 'daily' } });
    await expect.poll(() => done).toEqual([2]);
    await expect.poll(() => done, { timeout: 6_000 }).toEqual([2, 1]);
  });

  it('drains: what is at hand is finished, the rest stays for others', async () => {
    const begun: number[] = [];
    const done: number[] = [];
    await open(
      async ({ body }) => {
        begun.push(body.n);
        await new Promise((resolve) => setTimeout(resolve, 300));
        done.push(body.n);
      },
      { kind: { atOnce: 2 } },
    );
    for (let n = 0; n < 6; n += 1) await enqueue({ n });
    await expect.poll(() => begun.length).toBe(2);
    await queue.stop();
    expect(done).toEqual(begun);
    expect(done.length).toBeLessThan(6);
    expect((await queue.counts()).waiting).toBe(6 - done.length);
  });

  it('leaves the work to others when it only enqueues', async () => {
    await open(async () => {}, { works: false });
    await enqueue({ n: 1 });
    await enqueue({ n: 2 });
    expect(await queue.counts()).toEqual({ waiting: 2, active: 0, dead: 0 });
  });
});
