import { isSameTemplate } from '@gleaner/engine/request';
import type { KeepWrappers } from '../wrappers/keep-wrappers.ts';
import type { AnsweredPage, PageAsked, PageRead, ReadAgain } from './answer-with-model.ts';
import type { Lesson, learnByModel } from './learn-by-model.ts';
import type { Failed, Lessons } from './lessons.ts';

/** Has a model teach how a page is read where its answer leaves doubts; else, and failing that, the answer is as it was. */
export type Teach = (
  asked: PageAsked,
  read: PageRead,
  readAgain: ReadAgain,
  notes: readonly string[],
) => Promise<AnsweredPage>;

type Needs = {
  readonly learn: ReturnType<typeof learnByModel>;
  readonly lessons: Lessons;
  readonly wrappers: Pick<KeepWrappers, 'keep' | 'find'>;
};

/** Who waited for another's lesson more often than this begins one of its own. */
const mostWaits = 3;

/** Makes {@link Teach}. */
export const teach = (needs: Needs): Teach => {
  const begin = beginLesson(needs);
  const isTaughtSince = taughtSince(needs);
  return async (asked, first, readAgain, notes) => {
    let read = first;
    const asItIs = (...more: readonly string[]): AnsweredPage => asWasRead(read, [...notes, ...more]);
    for (let waits = 0; ; waits++) {
      const { shown } = read.standing;
      if (shown === null || asked.options.signal.aborted) return asItIs();
      if (shown.fields.length === 0) return asItIs('The model was not asked: no field is named to point at');
      const place = placeOf(asked, read);
      const under = waits < mostWaits ? needs.lessons.join(place, shown.fingerprint) : undefined;
      if (under === undefined) {
        // A lesson may have ended since the page was read: then the page is read by what it taught.
        if (waits < mostWaits && (await isTaughtSince(asked, { ...read, shown }))) {
          read = await readAgain(read.html);
          continue;
        }
        // And one may have begun meanwhile.
        if (waits < mostWaits && needs.lessons.join(place, shown.fingerprint) !== undefined) continue;
        const before = asked.isWanted ? null : needs.lessons.failedBefore(place, shown.fingerprint);
        return before === null ? begin(asked, { ...read, shown }, notes) : asItIs(before.sentence);
      }
      const failed = await untilLeft(under, asked.options.signal);
      // What it taught reads this page too; where whoever asked has left, somebody else asks.
      if (failed !== null && failed.why !== 'left') return asItIs(failed.sentence);
      read = await readAgain(read.html);
    }
  };
};

const placeOf = ({ site }: PageAsked, { learning }: PageRead) => ({
  ...site,
  fieldsKey: learning.fieldsKey ?? '',
});

const taughtSince =
  ({ wrappers }: Pick<Needs, 'wrappers'>) =>
  async (asked: PageAsked, { known, learning, shown }: Doubtful): Promise<boolean> =>
    (await wrappers.find(asked.site)).some(
      ({ id, fieldsKey, wrapper }) =>
        fieldsKey === learning.fieldsKey &&
        isSameTemplate(wrapper, shown) &&
        known.every((one) => one.id !== id),
    );

const asWasRead = ({ json, counts, learning, known }: PageRead, notes: readonly string[]): AnsweredPage => ({
  ...{ answer: { json, counts, learning }, known },
  ...{ taughtId: null, notes },
});

const untilLeft = async (outcome: Promise<Failed | null>, signal: AbortSignal): Promise<Failed | null> => {
  const left = Promise.withResolvers<null>();
  const leave = (): void => left.resolve(null);
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([outcome, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
};

type Doubtful = PageRead & { readonly shown: NonNullable<PageRead['standing']['shown']> };

const beginLesson =
  ({ learn, lessons, wrappers }: Needs) =>
  async (asked: PageAsked, read: Doubtful, notes: readonly string[]): Promise<AnsweredPage> => {
    const place = placeOf(asked, read);
    let taughtId: string | null = null;
    asked.onStage('asking');
    const lesson = await lessons.begin(place, read.shown.fingerprint, async () => {
      const page = {
        html: read.html,
        instruction: asked.instruction,
        options: asked.options,
        shown: read.shown,
      };
      const learned = holding(
        await learn(asked.session, page, () => asked.onStage('repairing')),
        asked.isWanted ? 0 : read.standing.answered,
      );
      const wrapper = learned.taught ? learned.answer.learning.wrapper : null;
      const replaced = read.known[read.learning.used]?.id ?? null;
      if (wrapper !== null && read.learning.fieldsKey !== null)
        taughtId = await wrappers.keep(place, wrapper, replaced);
      return learned;
    });
    if (!lesson.taught) return asWasRead(read, [...notes, lesson.sentence]);
    // It is kept already.
    const learning = { ...lesson.answer.learning, isNew: false };
    return { answer: { ...lesson.answer, learning }, known: read.known, taughtId, notes };
  };

/** A lesson that finds fewer fields than the structure does is none. */
const holding = (lesson: Lesson, answered: number): Lesson =>
  lesson.taught && lesson.found < answered
    ? {
        ...{ html: lesson.html, taught: false, why: null },
        sentence: 'The model pointed at less than the structure has',
      }
    : lesson;
