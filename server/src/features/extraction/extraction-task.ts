import type { LearningRequest, Wrapper } from '@gleaner/engine';

/** A page as it is sent to a thread: as UTF-8 when it is large. */
type TaskPage = { readonly html: string | Uint8Array<ArrayBuffer>; readonly url: string | null };

/** A kept wrapper that may read the page: it does when the request asks for its fields. */
export type KnownWrapper = { readonly fieldsKey: string; readonly wrapper: Wrapper };

/** What is sent to the thread that reads pages. */
export type ExtractionTask = TaskPage & {
  readonly request: Omit<LearningRequest, 'known'>;
  readonly known: readonly KnownWrapper[];
  /** The rows of the request's other pages are wanted too. */
  readonly tellsAll: boolean;
};

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

/** What comes back: the answer as JSON bytes, for making text of many rows is work too, or a refusal. */
export type ExtractionOutcome =
  | {
      readonly done: true;
      readonly json: Uint8Array;
      readonly counts: ExtractionCounts;
      readonly ms: number;
      readonly learning: TaskLearning;
    }
  | { readonly done: false; readonly message: string };
