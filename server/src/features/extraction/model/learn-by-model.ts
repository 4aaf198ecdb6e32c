import type { PointedRecord } from '@gleaner/engine';
import type { Ids } from '../../../kernel/ids.ts';
import type { LargeText } from '../../../kernel/large-text.ts';
import type { ModelSession, NoAnswer } from '../../models/index.ts';
import type { ExtractOptions, PointData, PointedData } from '../extract-data.ts';
import type { ShownPage } from '../extraction-task.ts';
import { type PointingAsked, pointQuestion, repairQuestion } from './point-question.ts';

/** What a model taught, or why nothing; `html` is the page again. */
export type Lesson = { readonly html: string | LargeText } & (
  | { readonly taught: true; readonly answer: NonNullable<PointedData['answer']>; readonly found: number }
  | {
      readonly taught: false;
      readonly sentence: string;
      /** What kept the model from answering; null when it answered, and no wrapper came of it. */
      readonly why: NoAnswer | null;
    }
);

/** A page that a model is to point at. */
export type PageToLearn = {
  readonly html: string | LargeText;
  readonly instruction: string;
  readonly options: Omit<ExtractOptions, 'known' | 'offering'>;
  readonly shown: ShownPage;
};

type Needs = { readonly pointData: PointData; readonly ids: Pick<Ids, 'next'> };

/**
 * Has a model point at two or three records and learns from them how all are read. When an id was not offered or a field
 * is not found again, the model is told so, once. No value of its own gets any further than this.
 */
export const learnByModel =
  ({ pointData, ids }: Needs) =>
  async (session: ModelSession, page: PageToLearn, onRepair: () => void): Promise<Lesson> => {
    const asked = { shown: page.shown, instruction: page.instruction, mark: ids.next() };
    const first = await pointOnce(session, asked, page.html);
    if (!('records' in first)) return first;
    const pointed = await pointData(page.html, page.instruction, { ...page.options, records: first.records });
    if (faultsIn(pointed) === 0) return toLesson(pointed);
    onRepair();
    const second = await session.ask(repairQuestion(asked, first.records, pointed.faults));
    if (!second.told || second.value.length === 0) return toLesson(pointed);
    const repaired = await pointData(pointed.html, page.instruction, {
      ...page.options,
      records: second.value,
    });
    return toLesson(faultsIn(repaired) <= faultsIn(pointed) ? repaired : { ...pointed, html: repaired.html });
  };

const pointOnce = async (
  session: ModelSession,
  asked: PointingAsked,
  html: PageToLearn['html'],
): Promise<{ readonly records: readonly PointedRecord[] } | Extract<Lesson, { readonly taught: false }>> => {
  const heard = await session.ask(pointQuestion(asked));
  if (!heard.told) return { html, taught: false, sentence: heard.sentence, why: heard.why };
  if (heard.value.length > 0) return { records: heard.value };
  return {
    html,
    taught: false,
    sentence: 'The model found nothing of what is wanted on the page',
    why: null,
  };
};

/** Nothing learned is worse than any number of fields that fail. */
const faultsIn = ({ answer, faults }: PointedData): number =>
  answer === null ? Number.POSITIVE_INFINITY : faults.failing.length;

const toLesson = ({ html, answer, faults }: PointedData): Lesson => {
  const fields = answer?.learning.wrapper?.fields ?? [];
  const found = fields.filter(({ name }) => !faults.failing.includes(name)).length;
  return answer !== null && found > 0
    ? { html, taught: true, answer, found }
    : {
        html,
        taught: false,
        sentence: 'What the model pointed at is not found again on the page',
        why: null,
      };
};
