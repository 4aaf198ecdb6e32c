/** The thread that reads pages. */

import { PageTooComplexError } from '@gleaner/engine';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { decodeText } from '../../kernel/large-text.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { ExtractionOutcome, ExtractionTask, PointTask, ReadTask } from './extraction-task.ts';
import { pointTask } from './point-task.ts';
import { readTask } from './read-task.ts';
import { writeRowEvents } from './write-row-events.ts';

const readPage = (task: ReadTask | PointTask): ExtractionOutcome => {
  const { html, url } = task;
  try {
    const text = typeof html === 'string' ? html : decodeText(html);
    const page = url === null ? { html: text } : { html: text, url };
    return task.does === 'read' ? readTask(task, page) : pointTask(task, page);
  } catch (error) {
    if (error instanceof PageTooComplexError) return { done: false, message: error.message };
    // A stack, an array or a text beyond what the runtime can hold: the page's doing, like the above.
    if (error instanceof RangeError)
      return { done: false, message: 'The page is more than can be held at once.' };
    throw error;
  }
};

const run = (task: ExtractionTask): ExtractionOutcome =>
  task.does === 'split' ? { done: true, did: 'split', events: writeRowEvents(task.json) } : readPage(task);

/** What is moved back instead of being copied: the answer's bytes, and those of the page. */
const buffersOf = (outcome: ExtractionOutcome): ArrayBufferLike[] => {
  if (!outcome.done) return [];
  if (outcome.did === 'split') return outcome.events.map(({ buffer }) => buffer);
  const json = outcome.did === 'read' ? outcome.json : outcome.answer?.json;
  return [json, outcome.html].flatMap((bytes) => (bytes == null ? [] : [bytes.buffer]));
};

/** Called by the pool with one page at a time. */
export default (task: ExtractionTask): unknown => {
  const outcome = run(task);
  if (task.does === 'split' || typeof task.html !== 'string') collectGarbage();
  return move({ [transferableSymbol]: buffersOf(outcome), [valueSymbol]: outcome });
};
