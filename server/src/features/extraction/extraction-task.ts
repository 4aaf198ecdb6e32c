import type { LearningRequest, Offer, PointedRecord, RefusedId, Wrapper } from '@gleaner/engine';

/** A page as it is sent to a thread: as UTF-8 when it is large. Those bytes are moved there, and back with the outcome. */
type TaskPage = { readonly html: string | Uint8Array<ArrayBuffer>; readonly url: string | null };

/** A kept wrapper that may read the page: it does when the request asks for its fields. */
export type KnownWrapper = { readonly fieldsKey: string; readonly wrapper: Wrapper };

type Asked = TaskPage & {
  readonly request: Omit<LearningRequest, 'known'>;
  /** The rows of the request's other pages are wanted too. */
  readonly tellsAll: boolean;
};

/** When a page is made ready for being shown to a model: when its structure leaves doubts, or unless a wrapper reads it. */
export type Offering = 'never' | 'when unsure' | 'unless replayed';

/** Read a page with all that is known. */
export type ReadTask = Asked & {
  readonly does: 'read';
  readonly known: readonly KnownWrapper[];
  readonly offering: Offering;
};

/** Learn from records that were pointed out, and read the page so. */
export type PointTask = Asked & { readonly does: 'point'; readonly records: readonly PointedRecord[] };

/** Write the rows of a large answer as events. */
export type SplitTask = { readonly does: 'split'; readonly json: Uint8Array<ArrayBuffer> };

/** What is sent to the thread that reads pages. */
export type ExtractionTask = ReadTask | PointTask | SplitTask;

/** How many rows were given, and how many the page has; `json` says it too, but is not to be read again. */
export type ExtractionCounts = { readonly rows: number; readonly total: number };

/** What was learned on the way. */
export type TaskLearning = {
  readonly wrapper: Wrapper | null;
  /** The wrapper was made from this page, and is worth keeping. */
  readonly isNew: boolean;
  /** Which of the `known` wrappers was replayed, or had to be learned anew; -1 for none. */
  readonly used: number;
  /** Which requests ask the same; null when nothing tells them apart. */
  readonly fieldsKey: string | null;
};

/** A page as a model is shown it: its lines as one text. */
export type ShownPage = Omit<Offer, 'lines'> & { readonly text: string };

/** What a model might better. */
export type Standing = {
  /** What of the instruction was not understood, a sentence each. */
  readonly notUnderstood: readonly string[];
  /** How many of the fields were found. */
  readonly answered: number;
  /** Given where the task asks for it: see {@link Offering}. */
  readonly shown: ShownPage | null;
};

/** An answer as JSON bytes, for making text of many rows is work too; its warnings come last in it. */
export type WrittenAnswer = {
  readonly json: Uint8Array;
  readonly counts: ExtractionCounts;
  readonly ms: number;
  readonly learning: TaskLearning;
};

/** What became of records that were pointed out. */
export type PointingFaults = { readonly refused: readonly RefusedId[]; readonly failing: readonly string[] };

type Refusal = { readonly done: false; readonly message: string };
/** With the bytes of a large page, which were moved to the thread; null for a text, which was copied. */
type Returned = { readonly done: true; readonly html: Uint8Array<ArrayBuffer> | null };

/** What of a page goes back to who sent it. */
export const returned = ({ html }: TaskPage): Returned['html'] => (typeof html === 'string' ? null : html);

/** What comes back of a {@link ReadTask}. */
export type ReadOutcome =
  | (Returned & { readonly did: 'read'; readonly standing: Standing } & WrittenAnswer)
  | Refusal;

/** What comes back of a {@link PointTask}; the answer is null when nothing was learned. */
export type PointOutcome =
  | (Returned & {
      readonly did: 'point';
      readonly answer: WrittenAnswer | null;
      readonly faults: PointingFaults;
    })
  | Refusal;

/** What comes back of a {@link SplitTask}. */
export type SplitOutcome = {
  readonly done: true;
  readonly did: 'split';
  readonly events: readonly Uint8Array<ArrayBuffer>[];
};

export type ExtractionOutcome = ReadOutcome | PointOutcome | SplitOutcome;
