import type { ExtractionRequest, PageInput } from '@gleaner/engine';

/** What is sent to the thread that reads pages. */
export type ExtractionTask = { readonly page: PageInput; readonly request: ExtractionRequest };

/** What comes back: the answer as JSON bytes, for making text of many rows is work too, or a refusal. */
export type ExtractionOutcome =
  | { readonly done: true; readonly json: Uint8Array; readonly ms: number }
  | { readonly done: false; readonly message: string };
