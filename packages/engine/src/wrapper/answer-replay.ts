import type { AnsweredField } from '../answering/build-rows.ts';
import { writeAnswer } from '../answering/write-answer.ts';
import type { Extraction, ExtractionRequest } from '../extraction.ts';
import type { Understanding } from '../lexicon/read-instruction.ts';
import type { Page } from '../page/page.ts';
import { canonicalName } from './canonical-name.ts';
import type { Replay } from './replay-wrapper.ts';
import type { Wrapper } from './wrapper.ts';

type Named = AnsweredField['name'];

type Asked = {
  readonly request: ExtractionRequest;
  readonly understanding: Understanding;
  /** Who found the records, when it was not the wrapper alone. */
  readonly engine?: Extraction['engine'];
  readonly doubts?: readonly string[];
};

/** What a replay is told as: the rows of the records that it read, with their evidence. */
export const answerReplay = (
  page: Page,
  { wrapper, replay }: { readonly wrapper: Wrapper; readonly replay: Replay },
  asked: Asked,
): Extraction => {
  const { request, understanding, engine = 'wrapper', doubts = [] } = asked;
  // Who copied examples named the columns in them; the names of an instruction are only a guess beside these.
  const isNamed =
    request.fields !== undefined || request.schema !== undefined || request.query?.fields !== undefined;
  const shown =
    isNamed && understanding.fields.length > 0
      ? understanding.fields
      : wrapper.fields.filter(({ hidden }) => hidden !== true);
  const fieldOf = answeredBy(wrapper, replay);
  const fields = shown.map(fieldOf);
  const names = new Set(fields.map(({ name }) => name));
  const known = [...understanding.fields, ...understanding.unseen];
  const unseen = namesInQuery(understanding)
    .filter((name) => !names.has(name))
    .map((name) => fieldOf(known.find((field) => field.name === name) ?? { name, type: 'text' }));
  return writeAnswer(page, asked, {
    engine,
    fields,
    unseen,
    records: replay.scopes.map((_, r) => r),
    many: wrapper.scope === 'list',
    doubts,
  });
};

/** Does the wrapper know each field that the conditions and the order of a request name? */
export const readsQuery = (wrapper: Wrapper, understanding: Understanding): boolean =>
  namesInQuery(understanding).every((name) => indexOf(wrapper, name) >= 0);

const namesInQuery = ({ where, orderBy }: Understanding): Named[] => [
  ...new Set([...where, ...orderBy].map(({ field }) => field)),
];

const indexOf = ({ fields }: Wrapper, name: Named): number => {
  const canonical = canonicalName(name);
  return fields.findIndex((field) => canonicalName(field.name) === canonical);
};

/** Answers a field with what the wrapper read; the wrapper's type goes first where it has one. */
const answeredBy =
  (wrapper: Wrapper, replay: Replay) =>
  ({ name, type }: Pick<AnsweredField, 'name' | 'type'>): AnsweredField => {
    const f = indexOf(wrapper, name);
    const learned = wrapper.fields[f]?.type ?? 'text';
    const cells = replay.columns[f];
    return {
      name,
      type: learned === 'text' ? type : learned,
      column: cells?.some((cell) => cell !== null)
        ? { origin: 'record', labels: [], hints: [], cells }
        : null,
    };
  };
