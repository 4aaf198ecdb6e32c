import type { FieldQuery } from './concept.ts';
import { findConcept, readMeaning } from './find-concept.ts';
import { singular, toKey, toWords } from './words.ts';

const paraphrase = /\b(?:of|how|when|whether|what|which|who|where|was|were|is|are|it|they)\b/i;
const longestName = 4;

/**
 * A field named in an instruction. Its key is the phrase in snake_case; a paraphrase ("how many reviews", "when it was
 * updated") gets the name of its concept, and a plural that only says that there are many records its singular.
 */
export const nameField = (phrase: string, entity: string | null): FieldQuery => {
  const event = happened.exec(phrase)?.[1];
  if (event !== undefined) return ofEvent(event);
  const whole = readMeaning(phrase, entity);
  const meaning = whole.concept === null ? (readMeaningWithin(phrase) ?? whole) : whole;
  const { concept, qualified, words } = meaning;
  // "product name" of a product is its name; "result type" stays as it was worded.
  const isOfRecord = (concept?.name === 'name' || concept?.name === 'title') && !paraphrase.test(phrase);
  const wording = isOfRecord && words.length < toWords(phrase).length ? words.join(' ') : phrase;
  return { name: keyOf(wording, concept?.name ?? null, qualified), ...meaning };
};

/** "when it was uploaded" */
const happened =
  /^when\s+(?:it|they|this|that|each)\s+(?:was|were|is|are|has been|have been|got|will be)\s+(?:last\s+|first\s+)?(.+)$/i;

const ofEvent = (event: string): FieldQuery => {
  const words = toWords(event);
  const concept = findConcept(`date ${event}`) ?? findConcept(`${event} on`) ?? findConcept('date');
  const name =
    concept === null || concept.name === 'date' || findConcept(event) === concept
      ? toKey(event)
      : concept.name;
  return { name, words, concept, qualified: false, type: 'date' };
};

const keyOf = (phrase: string, concept: string | null, qualified: boolean): string => {
  if (concept === 'displayed_url') return 'url';
  const words = toWords(phrase);
  if (concept !== null && concept === words.join('_')) return concept;
  if (concept !== null && !qualified && (paraphrase.test(phrase) || words.length > longestName))
    return concept;
  const last = words.at(-1) ?? '';
  const single = [...words.slice(0, -1), singular(last)];
  const isSame =
    concept !== null && findConcept(words.join(' '))?.name === findConcept(single.join(' '))?.name;
  const isListed = isSame && findConcept(words.join(' '))?.multiple !== true && isOwnWord(single.join(' '));
  return toKey((isListed ? single : words).join(' ')) || phrase;
};

/** The singular is a word of the concept, not only near it: "votes" has no field "vote". */
const isOwnWord = (phrase: string): boolean => {
  const concept = findConcept(phrase);
  return concept !== null && (concept.name === phrase || concept.synonyms.includes(phrase));
};

/** In a long wording, the notion that takes the most words: "who or where it was posted by". */
const readMeaningWithin = (phrase: string): Omit<FieldQuery, 'name'> | null => {
  const words = toWords(phrase);
  if (
    words.length < 4 ||
    (/\s(?:and|or)\s/.test(phrase) && !/^(?:how|when|whether|what|which|who|where)\b/i.test(phrase))
  )
    return null;
  for (let length = Math.min(5, words.length - 1); length >= 2; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const part = words.slice(from, from + length);
      const concept = findConcept(part.join(' '));
      if (concept !== null) return { words: part, concept, qualified: false, type: concept.type };
    }
  }
  return null;
};
