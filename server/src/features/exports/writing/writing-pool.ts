import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { AppError } from '../../../kernel/app-error.ts';
import { describeInputFaults } from '../../../kernel/input-faults.ts';
import { ranOutOfMemory } from '../../../kernel/worker-faults.ts';
import type { RowsSource } from './read-table.ts';
import type { SheetTarget, ValuesBatch } from './write-values.ts';
import type { FileForm, WritingOutcome, WritingTask } from './writing-task.ts';

/**
 * Writes exports on a thread of its own. Rows that cannot be exported are refused with `invalid_request`, place by place;
 * more of them than can be held with `overloaded`.
 */
export type WritingPool = {
  readonly writeFile: (
    source: RowsSource,
    form: FileForm,
    tell?: (rows: number) => void,
  ) => Promise<{ readonly rows: number; readonly file: Uint8Array<ArrayBuffer> }>;
  readonly findColumns: (
    source: RowsSource,
    format: FileForm['format'] | 'sheets',
  ) => Promise<{ readonly rows: number; readonly columns: readonly string[] }>;
  readonly writeValues: (source: RowsSource, target: SheetTarget) => Promise<readonly ValuesBatch[]>;
  readonly close: () => Promise<void>;
};

const workerFile = new URL('./writing.worker.ts', import.meta.url).href;
const idleLimitMs = 5_000;
const mostWaiting = 64;

const refuse = (faults: Extract<WritingOutcome, { done: false }>['faults']): AppError => {
  if (faults === 'malformed') return new AppError('malformed_json', 'The rows are not JSON in UTF-8.');
  return new AppError('invalid_request', `The rows cannot be exported: ${describeInputFaults(faults)}.`, {
    faults,
  });
};

const isLineFull = (error: unknown): boolean =>
  error instanceof Error && /queue (is )?(full|at limit)/i.test(error.message);

const explain = (error: unknown): unknown => {
  if (ranOutOfMemory(error))
    return refuse([{ path: 'rows', message: 'take more memory than an export may have' }]);
  if (isLineFull(error))
    return new AppError('overloaded', 'Too many exports are being written.', { retryAfterSeconds: 5 });
  return error;
};

/** Starts no thread before it is needed, and ends it when it has nothing to do. */
export const createWritingPool = ({ heapMb }: { readonly heapMb: number }): WritingPool => {
  const pool = new Piscina<WritingTask, WritingOutcome>({
    filename: workerFile,
    minThreads: 0,
    maxThreads: 1,
    maxQueue: mostWaiting,
    idleTimeout: idleLimitMs,
    // The thread that answers everybody comes first.
    niceIncrement: 10,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
  });

  const run = async (task: WritingTask, transferList: MessagePort[] = []): Promise<WritingOutcome> => {
    try {
      return await pool.run(task, { transferList });
    } catch (error) {
      throw explain(error);
    }
  };
  const unexpected = (outcome: WritingOutcome): Error =>
    outcome.done ? new Error('The writing thread answered something else.') : refuse(outcome.faults);

  return {
    writeFile: async (source, form, tell) => {
      const { port1, port2 } = new MessageChannel();
      port1.on('message', (rows: number) => tell?.(rows));
      try {
        const outcome = await run({ source, wanted: { kind: 'file', form, progress: port2 } }, [port2]);
        if (outcome.done && 'file' in outcome) return outcome;
        throw unexpected(outcome);
      } finally {
        port1.close();
      }
    },
    findColumns: async (source, format) => {
      const outcome = await run({ source, wanted: { kind: 'columns', format } });
      if (outcome.done && 'columns' in outcome) return outcome;
      throw unexpected(outcome);
    },
    writeValues: async (source, target) => {
      const outcome = await run({ source, wanted: { kind: 'values', target } });
      if (outcome.done && 'batches' in outcome) return outcome.batches;
      throw unexpected(outcome);
    },
    close: () => pool.destroy(),
  };
};
