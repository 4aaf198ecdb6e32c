import { answeredFields } from './answering/answered-fields.ts';
import { type AnsweredField, buildRows } from './answering/build-rows.ts';
import { keepRecords } from './answering/keep-records.ts';
import { chooseAnswer } from './choosing/choose-answer.ts';
import { type Extraction, type ExtractionRequest, maxRows, type PageInput } from './extraction.ts';
import { formatAnswer } from './formatting/format-answer.ts';
import { readInstruction, type Understanding } from './lexicon/read-instruction.ts';
import type { Match } from './matching/match-fields.ts';
import { buildPage } from './page/build-page.ts';
import type { Page } from './page/page.ts';

/**
 * Reads the rows that the request asks for out of the page: understands the instruction, indexes the page, chooses the
 * place that answers best and writes its records down with their evidence.
 * @throws {PageTooComplexError} when the page exceeds what the index can hold.
 */
export const extract = (input: PageInput, request: ExtractionRequest): Extraction =>
  extractFrom(buildPage(input.html, input.url), request);

/** Reads the rows out of a page that is indexed already. */
export const extractFrom = (page: Page, request: ExtractionRequest): Extraction => {
  const understanding = readInstruction(request.instruction, {
    ...(request.fields === undefined ? {} : { fields: request.fields }),
    ...(request.schema === undefined ? {} : { schema: request.schema }),
  });
  const answer = chooseAnswer(page, understanding);
  const found = answer === null ? [] : keepRecords(answer.match);
  if (answer === null || found.length === 0) return nothingFound(understanding);
  const fields = answeredFields(answer.fields, answer.match);
  const wanted = Math.min(found.length, request.limit ?? understanding.limit ?? found.length);
  const records = found.slice(0, Math.min(wanted, maxRows));
  const { rows, evidence, warnings } = buildRows(page, fields, { records, schema: request.schema });
  return {
    ...completeness(records.length, wanted),
    total: found.length,
    engine: 'structure',
    fields: fields.map(({ name, type }) => ({ name, type })),
    rows,
    ...(request.smartFormatting === undefined
      ? {}
      : { values: formatAnswer(page, fields, { records, rows, now: request.smartFormatting.now }) }),
    evidence,
    query: queryOf(understanding, fields, found.length > 1),
    warnings: [
      ...understanding.warnings,
      ...answer.notes,
      ...unanswered(fields),
      ...leftOut(answer.match, found),
      ...warnings,
    ],
  };
};

const completeness = (given: number, wanted: number): Pick<Extraction, 'status' | 'reason'> =>
  given < wanted
    ? { status: 'partial', reason: `The page has ${wanted} rows; an answer holds ${maxRows} at the most.` }
    : { status: 'complete' };

const leftOut = ({ region }: Match, found: readonly number[]): string[] => {
  const count = region.recordCount - found.length;
  return count === 0
    ? []
    : [`Left out ${count} of ${region.recordCount}: they hold next to nothing of what was asked for`];
};

const unanswered = (fields: readonly AnsweredField[]): string[] =>
  fields.filter(({ column }) => column === null).map(({ name }) => `Not found on the page: "${name}"`);

const queryOf = (
  { entity, many }: Understanding,
  fields: readonly { readonly name: string }[],
  isList: boolean,
): Extraction['query'] => ({ entity, many: many ?? isList, fields: fields.map(({ name }) => name) });

const nothingFound = (understanding: Understanding): Extraction => ({
  status: 'empty',
  reason: 'Nothing on the page answers the fields that were asked for.',
  total: 0,
  engine: 'structure',
  fields: understanding.fields.map(({ name, type }) => ({ name, type })),
  rows: [],
  evidence: [],
  query: queryOf(understanding, understanding.fields, false),
  warnings: understanding.warnings,
});
