import { answerPages, induceFromPlaces, type PageInput } from '@gleaner/engine';
import { type PointOutcome, type PointTask, returned } from './extraction-task.ts';
import { writeAnswer } from './write-answer.ts';

/** Does a {@link PointTask}. */
export const pointTask = (task: PointTask, page: PageInput): PointOutcome => {
  const { request, tellsAll, records } = task;
  const startedMs = performance.now();
  const done = { done: true, did: 'point', html: returned(task) } as const;
  const pointed = induceFromPlaces(page, request, records);
  if (!pointed.ok) return { ...done, answer: null, faults: { refused: pointed.refused, failing: [] } };
  const { wrapper, failing } = pointed;
  const pages = [page, ...(request.pages ?? [])];
  const extraction = tellsAll
    ? { ...answerPages(pages, { ...request, wrapper }).extraction, engine: 'model' as const }
    : pointed.extraction;
  const answer = writeAnswer({ extraction, wrapper, isNew: true, used: -1, request, startedMs });
  return { ...done, answer, faults: { refused: [], failing } };
};
