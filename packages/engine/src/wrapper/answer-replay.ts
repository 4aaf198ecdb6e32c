import type { AnsweredField } from '../answering/build-rows.ts';
import { buildRows } from '../answering/build-rows.ts';
import { type Extraction, type ExtractionRequest, maxRows } from '../extraction.ts';
import { formatAnswer } from '../formatting/format-answer.ts';
import type { Understanding } from '../lexicon/read-instruction.ts';
import type { Page } from '../page/page.ts';
import { canonicalName } from './canonical-name.ts';
import type { Replay } from './replay-wrapper.ts';
import type { Wrapper } from './wrapper.ts';

/** What a replay is told as: the rows of the records that it read, with their evidence. */
export const answerReplay = (
  page: Page,
  { wrapper, replay }: { readonly wrapper: Wrapper; readonly replay: Replay },
  { request, understanding }: { readonly request: ExtractionRequest; readonly understanding: Understanding },
): Extraction => {
  // Who copied examples named the columns in them; the names of an instruction are only a guess beside these.
  const isNamed = request.fields !== undefined || request.schema !== undefined;
  const fields = answeredBy(wrapper, replay, isNamed ? understanding.fields : []);
  const total = replay.scopes.length;
  const wanted = Math.min(total, request.limit ?? understanding.limit ?? total);
  const records = Array.from({ length: Math.min(wanted, maxRows) }, (_, r) => r);
  const { rows, evidence, warnings } = buildRows(page, fields, { records, schema: request.schema });
  const cut = {
    status: 'partial',
    reason: `The page has ${wanted} rows; an answer holds ${maxRows} at the most.`,
  } as const;
  return {
    ...(total === 0
      ? ({ status: 'empty', reason: 'Nothing on the page answers the fields that were asked for.' } as const)
      : rows.length < wanted
        ? cut
        : ({ status: 'complete' } as const)),
    total,
    engine: 'wrapper',
    fields: fields.map(({ name, type }) => ({ name, type })),
    rows,
    ...(request.smartFormatting === undefined
      ? {}
      : { values: formatAnswer(page, fields, { records, rows, now: request.smartFormatting.now }) }),
    evidence,
    query: {
      entity: understanding.entity,
      many: wrapper.scope === 'list',
      fields: fields.map(({ name }) => name),
    },
    warnings: [
      ...understanding.warnings,
      ...fields.filter(({ column }) => column === null).map(({ name }) => `Not found on the page: "${name}"`),
      ...warnings,
    ],
  };
};

/** The fields asked for, with what the wrapper read; without any asked for, all that it knows. */
const answeredBy = (wrapper: Wrapper, replay: Replay, fields: Understanding['fields']): AnsweredField[] => {
  const indexOf = (name: string): number =>
    wrapper.fields.findIndex((field) => canonicalName(field.name) === canonicalName(name));
  const columnOf = (name: string): AnsweredField['column'] => {
    const cells = replay.columns[indexOf(name)];
    return cells?.some((cell) => cell !== null) ? { origin: 'record', labels: [], hints: [], cells } : null;
  };
  const asked = fields.length > 0 ? fields : wrapper.fields;
  return asked.map(({ name, type }) => ({
    name,
    type: wrapper.fields[indexOf(name)]?.type ?? type,
    column: columnOf(name),
  }));
};
