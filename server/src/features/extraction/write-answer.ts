import type { LearnedAnswer } from '@gleaner/engine';
import type { ReadTask, WrittenAnswer } from './extraction-task.ts';
import { fieldsKeyOf } from './fields-key.ts';

type Written = Pick<LearnedAnswer, 'extraction' | 'wrapper' | 'isNew'> & {
  readonly request: ReadTask['request'];
  readonly used: number;
  readonly startedMs: number;
};

/** An answer as a thread gives it back. Its warnings come last, so that more can be added to the bytes. */
export const writeAnswer = ({
  extraction,
  wrapper,
  isNew,
  used,
  request,
  startedMs,
}: Written): WrittenAnswer => {
  const { warnings, ...answer } = extraction;
  const told = request.wantsWrapper === true ? { ...answer, wrapper, warnings } : { ...answer, warnings };
  const json = new TextEncoder().encode(JSON.stringify(told));
  return {
    json,
    counts: { rows: extraction.rows.length, total: extraction.total },
    ms: performance.now() - startedMs,
    learning: { wrapper, isNew, used, fieldsKey: fieldsKeyOf(request) },
  };
};
