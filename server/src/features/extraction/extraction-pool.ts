import { Piscina } from 'piscina';
import { AppError } from '../../kernel/app-error.ts';
import { ranOutOfMemory } from '../../kernel/worker-faults.ts';
import type { ExtractionOutcome, ExtractionTask } from './extraction-task.ts';
import { createWaitingLine, type Turn } from './waiting-line.ts';

/** Threads that read pages. */
export type ExtractionPool = {
  readonly run: (task: ExtractionTask, signal: AbortSignal) => Promise<Turn<ExtractionOutcome>>;
  readonly close: () => Promise<void>;
};

/** How much the pool may use; the worker's file is handed in so that tests can send a slow one. */
export type PoolLimits = {
  readonly threads: number;
  readonly deadlineMs: number;
  readonly mostWaiting: number;
  readonly heapMb: number;
  readonly workerFile?: URL;
};

const idleForMs = 600_000;
/** A thread that had less of the deadline than this was kept waiting by others: that is not the page's doing. */
const leastShare = 0.25;
const readerFile = new URL('./extraction.worker.ts', import.meta.url);

/**
 * Starts the threads. One that overruns the deadline or its memory is replaced, and the page refused.
 * @throws {AppError} from `run`: `overloaded` when the deadline has passed and the machine had no time for the page.
 */
export const createExtractionPool = (limits: PoolLimits): ExtractionPool => {
  const { threads, deadlineMs, mostWaiting, heapMb, workerFile = readerFile } = limits;
  const line = createWaitingLine({ places: threads, mostWaiting });
  const pool = new Piscina<ExtractionTask, ExtractionOutcome>({
    filename: workerFile.href,
    // They come with the pages: whoever asks for none need not find the memory for them.
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleForMs,
    // The thread that answers everybody comes first.
    niceIncrement: 10,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
  });
  // A thread may run out of memory after its page was given up: nobody waits for it any more, and it must not end us.
  pool.on('error', () => {});

  const read = async (task: ExtractionTask): Promise<ExtractionOutcome> => {
    const before = process.cpuUsage();
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      const bytes = task.does === 'split' ? task.json : task.html;
      const transferList = typeof bytes === 'string' ? [] : [bytes.buffer];
      return await pool.run(task, { signal: deadline, transferList });
    } catch (error) {
      if (ranOutOfMemory(error))
        return { done: false, message: 'Reading the page takes more memory than it may.' };
      if (!deadline.aborted) throw error;
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1_000 < deadlineMs * leastShare) {
        throw new AppError('overloaded', 'The machine is too busy to read the page.', {
          retryAfterSeconds: 5,
        });
      }
      return { done: false, message: `Reading the page takes longer than ${deadlineMs / 1000} seconds.` };
    }
  };

  return { run: (task, signal) => line.take(() => read(task), signal), close: () => pool.destroy() };
};
