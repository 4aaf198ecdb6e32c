import type { LearningRequest } from '@gleaner/engine';
import { AppError } from '../../kernel/app-error.ts';
import { LargeText } from '../../kernel/large-text.ts';
import type { ExtractionPool } from './extraction-pool.ts';
import type { ExtractionCounts, KnownWrapper, TaskLearning } from './extraction-task.ts';

/** What may be said besides the page and the instruction. */
export type ExtractOptions = Omit<LearningRequest, 'instruction' | 'known'> & {
  readonly url?: string;
  /** Wrappers that are kept for the page's site: the one of its template and of the fields asked for is replayed. */
  readonly known?: readonly KnownWrapper[];
  /** Wants the rows of `pages` too, not only what they teach. */
  readonly tellsAll?: boolean;
  /** Ends the waiting for a thread when the caller has gone. */
  readonly signal: AbortSignal;
};

/** The engine's answer as a JSON object in UTF-8 (an `Extraction`), and how long the reading took. */
export type ExtractedData = {
  readonly json: Uint8Array;
  readonly counts: ExtractionCounts;
  readonly ms: number;
  readonly learning: TaskLearning;
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

/** Makes {@link ExtractData} on a pool of threads. */
export const extractData =
  (pool: Pick<ExtractionPool, 'run'>): ExtractData =>
  async (html, instruction, { url, signal, tellsAll = false, known = [], ...wanted }) => {
    const page = { html: html instanceof LargeText ? html.bytes : html, url: url ?? null };
    const turn = await pool.run({ ...page, tellsAll, known, request: { instruction, ...wanted } }, signal);
    if (!turn.came) {
      throw new AppError('overloaded', 'Too many pages are waiting to be read.', { retryAfterSeconds: 5 });
    }
    if (!turn.result.done) throw new AppError('page_too_complex', turn.result.message);
    return turn.result;
  };
