import type { SchemaProperty } from '../extraction.ts';
import type { FieldQuery } from './concept.ts';
import { findConcept, toFieldQuery } from './find-concept.ts';
import type { GivenFields } from './read-instruction.ts';
import { toWords } from './words.ts';

/**
 * The fields of a request. Given names and schemas are the fields; the instruction then only says what a name means
 * ("url" is the address shown when the instruction asks for "the url as shown").
 */
export const mergeGiven = (
  given: GivenFields,
  own: readonly FieldQuery[],
  entity: string | null,
): FieldQuery[] => {
  if (given.schema !== undefined)
    return given.schema.map((property) => explain(ofProperty(property, entity), own));
  if (given.fields !== undefined && given.fields.length > 0)
    return given.fields.map((name) => explain(toFieldQuery(name, entity), own));
  return [...own];
};

const explain = (field: FieldQuery, own: readonly FieldQuery[]): FieldQuery => {
  const key = toWords(field.name).join('_');
  // "comments", where the instruction asks for their number.
  const counted = own.find((one) => one.type === 'number' && countsOf(one.name, key));
  const same = own.find((one) => one.name === key) ?? counted;
  if (same?.concept == null || same.concept === field.concept) return field;
  return { ...field, concept: same.concept, qualified: same.qualified, type: same.type };
};

const countsOf = (name: string, key: string): boolean =>
  name.endsWith('_count') && key.startsWith(name.slice(0, -'_count'.length));

/** A name that says nothing to the lexicon is read by its description. */
const ofProperty = (property: SchemaProperty, entity: string | null): FieldQuery => {
  const field = toFieldQuery(property.name, entity);
  const { description = '' } = property;
  const typed =
    field.type === 'text' && property.kind !== 'string' && property.kind !== 'boolean'
      ? { ...field, type: 'number' as const }
      : field;
  if (field.concept !== null || description === '') return typed;
  const concept = findConcept(description);
  if (concept !== null) return { ...field, concept, type: concept.type };
  return { ...typed, words: [...new Set([...field.words, ...toWords(description).slice(0, 8)])] };
};
