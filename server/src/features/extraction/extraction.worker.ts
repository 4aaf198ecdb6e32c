/** The thread that reads pages. */

import { answerPage, answerPages, PageTooComplexError } from '@gleaner/engine';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { decodeText } from '../../kernel/large-text.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { ExtractionOutcome, ExtractionTask } from './extraction-task.ts';

const run = ({ html, url, request, tellsAll }: ExtractionTask): ExtractionOutcome => {
  const startedMs = performance.now();
  try {
    const text = typeof html === 'string' ? html : decodeText(html);
    const page = url === null ? { html: text } : { html: text, url };
    const { extraction, ...learning } = tellsAll
      ? answerPages([page, ...(request.pages ?? [])], request)
      : answerPage(page, request);
    const ms = performance.now() - startedMs;
    const counts = { rows: extraction.rows.length, total: extraction.total };
    const told = request.wantsWrapper === true ? { ...extraction, wrapper: learning.wrapper } : extraction;
    const json = new TextEncoder().encode(JSON.stringify(told));
    return { done: true, json, counts, ms, learning };
  } catch (error) {
    if (error instanceof PageTooComplexError) return { done: false, message: error.message };
    // A stack, an array or a text beyond what the runtime can hold: the page's doing, like the above.
    if (error instanceof RangeError)
      return { done: false, message: 'The page is more than can be held at once.' };
    throw error;
  }
};

/** Called by the pool with one page at a time; the answer's bytes are moved, not copied. */
export default (task: ExtractionTask): unknown => {
  const outcome = run(task);
  if (typeof task.html !== 'string') collectGarbage();
  return outcome.done ? move({ [transferableSymbol]: outcome.json.buffer, [valueSymbol]: outcome }) : outcome;
};
