import type { ExtractionRequest } from '@gleaner/engine';

/** What is sent to the thread that reads pages. */
export type ExtractionTask = {
  /** The page, as UTF-8 when it is large. */
  readonly html: string | Uint8Array<ArrayBuffer>;
  readonly url: string | null;
  readonly request: ExtractionRequest;
};

/** How many rows were given, and how many the page has; `json` says it too, but is not to be read again. */
export type ExtractionCounts = { readonly rows: number; readonly total: number };

/** What comes back: the answer as JSON bytes, for making text of many rows is work too, or a refusal. */
export type ExtractionOutcome =
  | {
      readonly done: true;
      readonly json: Uint8Array;
      readonly counts: ExtractionCounts;
      readonly ms: number;
    }
  | { readonly done: false; readonly message: string };
