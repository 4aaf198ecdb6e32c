/** The thread that reads pages. */

import { answerPage, answerPages, PageTooComplexError } from '@gleaner/engine';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { decodeText } from '../../kernel/large-text.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { ExtractionOutcome, ExtractionTask } from './extraction-task.ts';
import { fieldsKeyOf } from './fields-key.ts';

const run = ({ html, url, request: asked, known, tellsAll }: ExtractionTask): ExtractionOutcome => {
  const startedMs = performance.now();
  try {
    const text = typeof html === 'string' ? html : decodeText(html);
    const page = url === null ? { html: text } : { html: text, url };
    const fieldsKey = fieldsKeyOf(asked);
    const fitting = known.flatMap((one, n) => (one.fieldsKey === fieldsKey ? [{ ...one, n }] : []));
    const request = { ...asked, known: fitting.map(({ wrapper }) => wrapper) };
    const { extraction, wrapper, isNew, used } = tellsAll
      ? answerPages([page, ...(request.pages ?? [])], request)
      : answerPage(page, request);
    const learning = { wrapper, isNew, used: fitting[used]?.n ?? -1, fieldsKey };
    const ms = performance.now() - startedMs;
    const counts = { rows: extraction.rows.length, total: extraction.total };
    const told = request.wantsWrapper === true ? { ...extraction, wrapper } : extraction;
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
