import type { FieldQuery } from '../lexicon/concept.ts';
import type { Match } from '../matching/match-fields.ts';
import type { Column } from '../regions/region.ts';
import { fitsType } from '../values/recognise.ts';
import { tellingTypes, type ValueType } from '../values/value-type.ts';
import type { AnsweredField } from './build-rows.ts';

/** The fields asked for with their columns; a field without a known type has the type of its values. */
export const answeredFields = (fields: readonly FieldQuery[], { columns }: Match): AnsweredField[] =>
  fields.map(({ name, type }, f) => {
    const column = columns[f] ?? null;
    return { name, type: type === 'text' && column !== null ? typeOf(column) : type, column };
  });

const sampleSize = 40;
const leastShare = 0.8;

/** The type that most of a column's values have. */
const typeOf = ({ cells }: Column): ValueType => {
  const texts = cells
    .filter((cell) => cell !== null)
    .slice(0, sampleSize)
    .flatMap((cell) => ('text' in cell ? [cell.text] : cell.map(({ text }) => text)));
  if (texts.length === 0) return 'text';
  const share = (type: ValueType): number =>
    texts.filter((text) => fitsType(text, type) > 0.9).length / texts.length;
  return tellingTypes.find((type) => share(type) >= leastShare) ?? 'text';
};
