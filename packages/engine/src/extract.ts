import { buildRows } from './build-rows.ts';
import { chooseAnswer } from './choosing/choose-answer.ts';
import { type Extraction, type ExtractionRequest, maxRows, type PageInput } from './extraction.ts';
import { readInstruction, type Understanding } from './lexicon/read-instruction.ts';
import { buildPage } from './page/build-page.ts';

/**
 * Reads the rows that the request asks for out of the page.
 * @throws {PageTooComplexError} when the page exceeds what the index can hold.
 */
export const extract = (input: PageInput, request: ExtractionRequest): Extraction => {
  const understanding = readInstruction(request.instruction, {
    ...(request.fields === undefined ? {} : { fields: request.fields }),
    ...(request.schema === undefined ? {} : { schema: request.schema }),
  });
  const page = buildPage(input.html, input.url);
  const match = chooseAnswer(page, understanding);
  if (match === null) return nothingFound(understanding);
  const total = match.region.recordCount;
  const wanted = Math.min(total, request.limit ?? understanding.limit ?? total);
  const records = Array.from({ length: Math.min(wanted, maxRows) }, (_, record) => record);
  const { rows, evidence } = buildRows(page, understanding.fields, { columns: match.columns, records });
  return {
    status: records.length < wanted ? 'partial' : 'complete',
    ...(records.length < wanted ? { reason: `The first ${maxRows} of ${wanted} rows.` } : {}),
    total,
    engine: 'structure',
    fields: understanding.fields.map(({ name, type }) => ({ name, type })),
    rows,
    evidence,
    query: queryOf(understanding, total > 1),
    warnings: understanding.warnings,
  };
};

const queryOf = ({ entity, many, fields }: Understanding, isList: boolean): Extraction['query'] => ({
  entity,
  many: many ?? isList,
  fields: fields.map(({ name }) => name),
});

const nothingFound = (understanding: Understanding): Extraction => ({
  status: 'empty',
  reason: 'Nothing on the page answers the fields that were asked for.',
  total: 0,
  engine: 'structure',
  fields: understanding.fields.map(({ name, type }) => ({ name, type })),
  rows: [],
  evidence: [],
  query: queryOf(understanding, false),
  warnings: understanding.warnings,
});
