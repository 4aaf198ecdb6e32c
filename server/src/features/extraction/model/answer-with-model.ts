import type { LargeText } from '../../../kernel/large-text.ts';
import type { ModelSession } from '../../models/index.ts';
import type { ExtractData, ExtractedData, ExtractOptions } from '../extract-data.ts';
import type { WrittenAnswer } from '../extraction-task.ts';
import type { KeepWrappers } from '../wrappers/keep-wrappers.ts';
import type { KeptWrapper, WrapperSite } from '../wrappers/kept-wrapper.ts';
import type { ReadQuery } from './query-question.ts';
import type { ReadQueries } from './read-queries.ts';
import type { Teach } from './teach.ts';

/** How far a page is: for who wants to watch. */
export type Stage = 'reading' | 'understanding' | 'asking' | 'repairing';

/** A page for which a model may be asked. */
export type PageAsked = {
  readonly html: string | LargeText;
  readonly instruction: string;
  readonly options: Omit<ExtractOptions, 'known' | 'offering'>;
  readonly site: WrapperSite;
  /** The caller wants a model, also where the structure raises no doubt. */
  readonly isWanted: boolean;
  readonly session: ModelSession;
  readonly onStage: (stage: Stage) => void;
};

/** A page that was read, with the kept wrappers that it was read with. */
export type PageRead = Omit<ExtractedData, 'ms'> & { readonly known: readonly KeptWrapper[] };

/** The best answer there is. */
export type AnsweredPage = {
  readonly answer: Pick<WrittenAnswer, 'json' | 'counts' | 'learning'>;
  readonly known: readonly KeptWrapper[];
  /** The wrapper that a model taught and that is kept; null: none did. */
  readonly taughtId: string | null;
  /** What is to be said besides, a sentence each. */
  readonly notes: readonly string[];
};

type Needs = {
  readonly extractData: ExtractData;
  readonly wrappers: Pick<KeepWrappers, 'find'>;
  readonly queries: ReadQueries;
  readonly teach: Teach;
};

/** Reads a page again, with what is kept by then. */
export type ReadAgain = (html: string | LargeText) => Promise<PageRead>;

/**
 * Reads a page; has a model read the instruction where words of it were not understood, and point at records where the
 * structure leaves doubts. Whatever becomes of that, there is an answer.
 */
export const answerWithModel = ({ extractData, wrappers, queries, teach }: Needs) => {
  const readWith =
    ({ instruction, options, site, isWanted }: PageAsked): ReadAgain =>
    async (html) => {
      const known = await wrappers.find(site);
      const offering = isWanted ? 'unless replayed' : 'when unsure';
      return { ...(await extractData(html, instruction, { ...options, known, offering })), known };
    };

  return async (asked: PageAsked): Promise<AnsweredPage> => {
    const worded = { ...asked.options, userId: asked.site.userId, instruction: asked.instruction };
    const isOpen = asked.options.query === undefined;
    const before = isOpen ? queries.known(worded) : null;
    asked.onStage('reading');
    const own = before === null ? asked : withQuery(asked, before);
    const first = await readWith(own)(asked.html);
    if (before !== null || !isOpen || !needsQuery(first))
      return teach(own, first, readWith(own), before === null ? [] : notesOf(before));
    asked.onStage('understanding');
    const heard = await queries.read(worded, asked.session);
    if (!heard.told) return teach(own, first, readWith(own), [heard.sentence]);
    const better = withQuery(asked, heard.value);
    const again = readWith(better);
    return teach(better, await again(first.html), again, notesOf(heard.value));
  };
};

/** Words were not understood, or a model is wanted and nothing tells what to point at. */
const needsQuery = ({ standing: { notUnderstood, shown } }: PageRead): boolean =>
  notUnderstood.length > 0 || shown?.fields.length === 0;

const withQuery = (asked: PageAsked, { query }: ReadQuery): PageAsked => ({
  ...asked,
  options: { ...asked.options, query },
});

const notesOf = ({ unanswered }: ReadQuery): string[] =>
  unanswered.map((words) => `Not answered, for it is not on the page: "${words}"`);
