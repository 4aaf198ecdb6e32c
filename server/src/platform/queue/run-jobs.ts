import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import { describeInputFaults, faultsOf } from '../../kernel/input-faults.ts';
import type { JobKind } from './queue.ts';

/** What is declared, by name. */
export type Kinds = Map<string, JobKind<z.ZodType>>;

type Needs = {
  readonly logger: {
    readonly warn: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
  readonly report: (error: unknown) => void;
};

// Notices wake a worker at once; this is for jobs that are due later, and for notices nobody heard.
const pollSeconds = 1;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Does one job, and says how it went in pg-boss's words; never throws. */
const runOne =
  (name: string, kind: JobKind<z.ZodType>, { logger, report }: Needs) =>
  async (job: JobWithMetadata): Promise<JobResult> => {
    const { id, signal } = job;
    const body = kind.body.safeParse(job.data);
    if (!body.success) {
      // It will not be readable next time either.
      const message = `The body is not as it should be: ${describeInputFaults(faultsOf(body.error))}`;
      logger.error({ job: name, job_id: id }, `[Queue] ${name} cannot be read`);
      return { id, status: 'deadletter', output: { message } };
    }
    const isLastAttempt = job.retryCount >= job.retryLimit;
    try {
      await kind.work({ id, body: body.data, attempt: job.retryCount + 1, isLastAttempt, signal });
      return { id, status: 'completed' };
    } catch (err) {
      const facts = { err, job: name, job_id: id, attempt: job.retryCount + 1 };
      if (isLastAttempt) {
        logger.error(facts, `[Queue] ${name} failed for good: gleaner jobs retry ${id}`);
        report(err);
      } else logger.warn(facts, `[Queue] ${name} failed and will be tried again`);
      return { id, status: 'failed', output: { message: messageOf(err) } };
    }
  };

const startWorker = async (
  boss: PgBoss,
  name: string,
  kind: JobKind<z.ZodType>,
  needs: Needs,
): Promise<void> => {
  const run = runOne(name, kind, needs);
  const options = {
    batchSize: kind.together ?? 1,
    includeMetadata: true,
    perJobResults: true,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: pollSeconds,
    notifyPollingIntervalSeconds: pollSeconds,
  } as const;
  let workerId: string | undefined;
  workerId = await boss.work<object, unknown, typeof options>(name, options, async (jobs) => {
    // Where one came there may be more: without this the next fetch would wait for a notice or the next poll.
    if (workerId !== undefined) boss.notifyWorker(workerId);
    return Promise.all(jobs.map(run));
  });
};

/** Begins to do what is declared, with as many workers each as its kind says. */
export const runJobs = async (boss: PgBoss, kinds: Kinds, needs: Needs): Promise<void> => {
  for (const [name, kind] of kinds) {
    const workers = Math.ceil(kind.atOnce / (kind.together ?? 1));
    for (let i = 0; i < workers; i += 1) await startWorker(boss, name, kind, needs);
  }
};
