import type { ExtractionRequest } from '../extraction.ts';
import { isUnknownWord } from '../lexicon/unknown-words.ts';
import { readRequest } from './read-request.ts';

/**
 * What of a request was not understood or is not done, a sentence each: what an answer warns of. Where a wrapper reads the
 * page, words for its records change nothing any more, and only conditions and the like count.
 */
export const notUnderstood = (request: ExtractionRequest, isReplayed: boolean): readonly string[] =>
  readRequest(request).warnings.filter((warning) => !isReplayed || !isUnknownWord(warning));
