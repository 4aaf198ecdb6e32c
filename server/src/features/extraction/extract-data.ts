import type { LearningRequest, PointedRecord } from '@gleaner/engine';
import { AppError } from '../../kernel/app-error.ts';
import { LargeText } from '../../kernel/large-text.ts';
import type { ExtractionPool } from './extraction-pool.ts';
import type {
  ExtractionOutcome,
  ExtractionTask,
  KnownWrapper,
  Offering,
  PointOutcome,
  ReadOutcome,
} from './extraction-task.ts';

/** What may be said besides the page and the instruction. */
export type ExtractOptions = Omit<LearningRequest, 'instruction' | 'known'> & {
  readonly url?: string;
  /** Wrappers that are kept for the page's site: the one of its template and of the fields asked for is replayed. */
  readonly known?: readonly KnownWrapper[];
  /** Wants the rows of `pages` too, not only what they teach. */
  readonly tellsAll?: boolean;
  /** Wants the page for a model, where it could better the answer. */
  readonly offering?: Offering;
  /** Ends the waiting for a thread when the caller has gone. */
  readonly signal: AbortSignal;
};

type Done<Outcome> = Extract<Outcome, { readonly done: true }>;

/**
 * The engine's answer as a JSON object in UTF-8 (an `Extraction`), and how long the reading took. `html` is the page
 * again: the bytes of a large one were moved away.
 */
export type ExtractedData = Omit<Done<ReadOutcome>, 'done' | 'did' | 'html'> & {
  readonly html: string | LargeText;
};

/**
 * Turns a page and an instruction into rows.
 * @throws {AppError} `page_too_complex` when the page needs more time or memory than it may have,
 *   `overloaded` when too many pages are waiting.
 */
export type ExtractData = (
  html: string | LargeText,
  instruction: string,
  options: ExtractOptions,
) => Promise<ExtractedData>;

/** What pointed out records taught; the answer is null when that is nothing. */
export type PointedData = Omit<Done<PointOutcome>, 'done' | 'did' | 'html'> & {
  readonly html: string | LargeText;
};

/** Turns a page into rows by two or three of its records, pointed out by the ids of the lines it was shown in. */
export type PointData = (
  html: string | LargeText,
  instruction: string,
  options: Omit<ExtractOptions, 'known' | 'offering'> & { readonly records: readonly PointedRecord[] },
) => Promise<PointedData>;

const runTask =
  (pool: Pick<ExtractionPool, 'run'>) =>
  async (task: ExtractionTask, signal: AbortSignal): Promise<Done<ExtractionOutcome>> => {
    const turn = await pool.run(task, signal);
    if (!turn.came) {
      throw new AppError('overloaded', 'Too many pages are waiting to be read.', { retryAfterSeconds: 5 });
    }
    if (!turn.result.done) throw new AppError('page_too_complex', turn.result.message);
    return turn.result;
  };

const pageOf = (html: string | LargeText, url: string | undefined) => ({
  html: html instanceof LargeText ? html.bytes : html,
  url: url ?? null,
});

const again = (sent: string | LargeText, returned: Uint8Array<ArrayBuffer> | null): string | LargeText =>
  returned === null ? sent : new LargeText(returned);

/** Makes {@link ExtractData} on a pool of threads. */
export const extractData = (pool: Pick<ExtractionPool, 'run'>): ExtractData => {
  const run = runTask(pool);
  return async (
    html,
    instruction,
    { url, signal, tellsAll = false, known = [], offering = 'never', ...wanted },
  ) => {
    const request = { instruction, ...wanted };
    const outcome = await run(
      { does: 'read', ...pageOf(html, url), tellsAll, known, offering, request },
      signal,
    );
    if (outcome.did !== 'read') throw new Error('A thread did something else than it was told.');
    const { done: _, did: __, ...data } = outcome;
    return { ...data, html: again(html, outcome.html) };
  };
};

/** Makes {@link PointData} on a pool of threads. */
export const pointData = (pool: Pick<ExtractionPool, 'run'>): PointData => {
  const run = runTask(pool);
  return async (html, instruction, { url, signal, tellsAll = false, records, ...wanted }) => {
    const request = { instruction, ...wanted };
    const outcome = await run({ does: 'point', ...pageOf(html, url), tellsAll, records, request }, signal);
    if (outcome.did !== 'point') throw new Error('A thread did something else than it was told.');
    const { done: _, did: __, ...data } = outcome;
    return { ...data, html: again(html, outcome.html) };
  };
};
