import { type Extraction, type ExtractionRequest, maxRows } from '../extraction.ts';
import { formatAnswer } from '../formatting/format-answer.ts';
import type { Understanding } from '../lexicon/read-instruction.ts';
import type { Page } from '../page/page.ts';
import { selectRecords } from '../querying/select-records.ts';
import { type AnsweredField, buildRows } from './build-rows.ts';

/** The records that answer a request, wherever they were found. */
export type FoundRecords = {
  readonly engine: Extraction['engine'];
  /** Those that are to be seen, in their order. */
  readonly fields: readonly AnsweredField[];
  /** Those that only conditions and order need. */
  readonly unseen: readonly AnsweredField[];
  /** Record numbers, in page order. */
  readonly records: readonly number[];
  readonly many: boolean;
  /** Signs that the records are not all that was asked for, or not only that, a sentence each. */
  readonly doubts: readonly string[];
};

type Asked = { readonly request: ExtractionRequest; readonly understanding: Understanding };

/** Writes the answer: of the records found those that meet the conditions, in the order and number asked for. */
export const writeAnswer = (
  page: Page,
  { request, understanding }: Asked,
  { engine, fields, unseen, records: found, many, doubts }: FoundRecords,
): Extraction => {
  const query = queryOf(understanding, fields, many);
  if (found.length === 0) return { ...emptyAnswer(understanding, { fields, many }), engine };
  const now = request.smartFormatting?.now ?? null;
  const place = { page, fields: [...fields, ...unseen], records: found, now };
  const chosen = selectRecords(understanding, place);
  const warnings = [...doubts, ...chosen.warnings];
  if (chosen.records.length === 0)
    return {
      ...emptyAnswer(understanding, { fields, many }),
      engine,
      reason: `None of the ${found.length} records meets the conditions.`,
      warnings: [...understanding.warnings, ...warnings],
    };
  const wanted = Math.min(chosen.records.length, understanding.limit ?? chosen.records.length);
  const records = chosen.records.slice(0, Math.min(wanted, maxRows));
  const { rows, evidence, ...built } = buildRows(page, fields, { records, schema: request.schema });
  return {
    ...completeness(records.length, wanted, doubts),
    total: chosen.records.length,
    engine,
    fields: fields.map(({ name, type }) => ({ name, type })),
    rows,
    ...(request.smartFormatting === undefined
      ? {}
      : { values: formatAnswer(page, fields, { records, rows, now }) }),
    evidence,
    query,
    warnings: [...understanding.warnings, ...unanswered(fields), ...warnings, ...built.warnings],
  };
};

/** Why the answer of a page that has none is empty. */
export const nothingAnswers = 'Nothing on the page answers the fields that were asked for.';

/** The answer of a page that has none. */
export const emptyAnswer = (
  understanding: Understanding,
  { fields, many }: { readonly fields: Extraction['fields']; readonly many: boolean },
): Extraction => ({
  status: 'empty',
  reason: nothingAnswers,
  total: 0,
  engine: 'structure',
  fields: fields.map(({ name, type }) => ({ name, type })),
  rows: [],
  evidence: [],
  query: queryOf(understanding, fields, many),
  warnings: understanding.warnings,
});

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
  { entity, where, orderBy, limit }: Understanding,
  fields: readonly { readonly name: string }[],
  many: boolean,
): Extraction['query'] => ({
  entity,
  many,
  fields: fields.map(({ name }) => name),
  where,
  orderBy,
  limit,
});
