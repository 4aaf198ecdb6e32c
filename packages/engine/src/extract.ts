import { answeredFields } from './answering/answered-fields.ts';
import { doubtsAbout } from './answering/doubts.ts';
import { keepRecords } from './answering/keep-records.ts';
import { emptyAnswer, writeAnswer } from './answering/write-answer.ts';
import { chooseAnswer } from './choosing/choose-answer.ts';
import type { Extraction, ExtractionRequest, PageInput } from './extraction.ts';
import { buildPage } from './page/build-page.ts';
import type { Page } from './page/page.ts';
import { readRequest } from './querying/read-request.ts';

/**
 * Reads the rows that the request asks for out of the page: understands the instruction, indexes the page, chooses the
 * place that answers best and writes its records down with their evidence.
 * @throws {PageTooComplexError} when the page exceeds what the index can hold.
 */
export const extract = (input: PageInput, request: ExtractionRequest): Extraction =>
  extractFrom(buildPage(input.html, input.url), request);

/** Reads the rows out of a page that is indexed already. */
export const extractFrom = (page: Page, request: ExtractionRequest): Extraction => {
  const understanding = readRequest(request);
  const { fields: asked, areFieldsNamed, unseen, many } = understanding;
  const answer = chooseAnswer(page, understanding);
  if (answer === null) return emptyAnswer(understanding, { fields: asked, many: many ?? false });
  const records = keepRecords(answer.match);
  if (records.length === 0) return emptyAnswer(understanding, { fields: asked, many: many ?? false });
  const all = answeredFields(answer.fields, answer.match);
  const seen = all.slice(0, all.length - unseen.length);
  const fields = areFieldsNamed ? seen : seen.filter(({ column }) => column !== null);
  return writeAnswer(
    page,
    { request, understanding },
    {
      engine: 'structure',
      fields,
      unseen: all.slice(seen.length),
      records,
      many: many ?? records.length > 1,
      doubts: [...answer.doubts, ...doubtsAbout(answer.match, { found: records, fields })],
    },
  );
};
