import { answeredFields } from './answering/answered-fields.ts';
import { type AnsweredField, buildRows } from './answering/build-rows.ts';
import { doubtsAbout } from './answering/doubts.ts';
import { keepRecords } from './answering/keep-records.ts';
import { chooseAnswer } from './choosing/choose-answer.ts';
import { type Extraction, type ExtractionRequest, maxRows, type PageInput } from './extraction.ts';
import { formatAnswer } from './formatting/format-answer.ts';
import type { Understanding } from './lexicon/read-instruction.ts';
import { buildPage } from './page/build-page.ts';
import { readRequest } from './querying/read-request.ts';
import { selectRecords } from './querying/select-records.ts';

/**
 * Reads the rows that the request asks for out of the page: understands the instruction, indexes the page, chooses the
 * place that answers best and writes its records down with their evidence.
 * @throws {PageTooComplexError} when the page exceeds what the index can hold.
 */
export const extract = (input: PageInput, request: ExtractionRequest): Extraction => {
  const understanding = readRequest(request);
  const page = buildPage(input.html, input.url);
  const answer = chooseAnswer(page, understanding);
  const found = answer === null ? [] : keepRecords(answer.match);
  if (answer === null || found.length === 0) return nothingFound(understanding, understanding.fields);
  const all = answeredFields(answer.fields, answer.match);
  const { where, orderBy, limit, unseen } = understanding;
  const now = request.smartFormatting?.now ?? null;
  const chosen = selectRecords({ where, orderBy }, { page, fields: all, records: found, now });
  const fields = all.slice(0, all.length - unseen.length);
  const doubts = [...answer.doubts, ...doubtsAbout(answer.match, { found, fields })];
  const warnings = [...doubts, ...chosen.warnings];
  if (chosen.records.length === 0) return noneMeets(understanding, { fields, found, warnings });
  const wanted = Math.min(chosen.records.length, limit ?? chosen.records.length);
  const records = chosen.records.slice(0, Math.min(wanted, maxRows));
  const { rows, evidence, ...built } = buildRows(page, fields, { records, schema: request.schema });
  return {
    ...completeness(records.length, wanted, doubts),
    total: chosen.records.length,
    engine: 'structure',
    fields: fields.map(({ name, type }) => ({ name, type })),
    rows,
    ...(request.smartFormatting === undefined
      ? {}
      : { values: formatAnswer(page, fields, { records, rows, now }) }),
    evidence,
    query: queryOf(understanding, fields, found.length > 1),
    warnings: [...understanding.warnings, ...unanswered(fields), ...warnings, ...built.warnings],
  };
};

const completeness = (
  given: number,
  wanted: number,
  [doubt]: readonly string[],
): Pick<Extraction, 'status' | 'reason'> => {
  if (given < wanted)
    return {
      status: 'partial',
      reason: `The page has ${wanted} rows; an answer holds ${maxRows} at the most.`,
    };
  return doubt === undefined ? { status: 'complete' } : { status: 'partial', reason: `${doubt}.` };
};

const unanswered = (fields: readonly AnsweredField[]): string[] =>
  fields.filter(({ column }) => column === null).map(({ name }) => `Not found on the page: "${name}"`);

const queryOf = (
  { entity, many, where, orderBy, limit }: Understanding,
  fields: readonly { readonly name: string }[],
  isList: boolean,
): Extraction['query'] => ({
  entity,
  many: many ?? isList,
  fields: fields.map(({ name }) => name),
  where,
  orderBy,
  limit,
});

type Named = Extraction['fields'];

const nothingFound = (understanding: Understanding, fields: Named): Extraction => ({
  status: 'empty',
  reason: 'Nothing on the page answers the fields that were asked for.',
  total: 0,
  engine: 'structure',
  fields: fields.map(({ name, type }) => ({ name, type })),
  rows: [],
  evidence: [],
  query: queryOf(understanding, fields, false),
  warnings: understanding.warnings,
});

type Rest = {
  readonly fields: Named;
  readonly found: readonly number[];
  readonly warnings: readonly string[];
};

const noneMeets = (understanding: Understanding, { fields, found, warnings }: Rest): Extraction => ({
  ...nothingFound(understanding, fields),
  reason: `None of the ${found.length} records meets the conditions.`,
  query: queryOf(understanding, fields, found.length > 1),
  warnings: [...understanding.warnings, ...warnings],
});
