import type { ValueType } from '../values/value-type.ts';
import type { Concept, FieldQuery } from './concept.ts';
import { concepts } from './concepts.ts';
import { findEntityKind } from './entities.ts';
import { allWords, singular, toWords } from './words.ts';

/** What a phrase means: `words` are those a label query needs. */
export type Meaning = Omit<FieldQuery, 'name'>;

const phraseOf = (words: readonly string[]): string => words.join(' ');
const singularPhrase = (words: readonly string[]): string => words.map(singular).join(' ');

/** Phrases as written come before their singulars: "ratings" counts them, "rating" is one. */
const indexBy = (toPhrase: (words: readonly string[]) => string): ReadonlyMap<string, Concept> => {
  const index = new Map<string, Concept>();
  for (const concept of concepts) {
    for (const synonym of [concept.name, ...concept.synonyms]) {
      const phrase = toPhrase(toWords(synonym));
      if (!index.has(phrase)) index.set(phrase, concept);
    }
  }
  // A concept's own name is never taken by another one's synonym.
  for (const concept of concepts) index.set(toPhrase(toWords(concept.name)), concept);
  return index;
};

const exactIndex = indexBy(phraseOf);
const singularIndex = new Map([
  ...indexBy(singularPhrase),
  ...[...exactIndex].filter(([phrase]) => singularPhrase(phrase.split(' ')) === phrase),
]);

const lookUp = (words: readonly string[]): Concept | null =>
  exactIndex.get(phraseOf(words)) ?? singularIndex.get(singularPhrase(words)) ?? null;

/** The concept that a phrase names in full: "number of reviews", "reviewCount", "asking price"; null without one. */
export const findConcept = (phrase: string): Concept | null => lookUp(toWords(phrase));

/** Words that say too little to be the head of a longer name. */
const weakHeads = new Set(
  'by from when where about site text land call code name line page band power level position title type amount view total sum day work'.split(
    ' ',
  ),
);
const countWords = new Set([
  'count',
  'number',
  'total',
  'num',
  'no',
  '#',
  'amount',
  'many',
  'anzahl',
  'counts',
]);

/**
 * What a field name or phrase means.
 * @param entity what the records are, singular: "phone name" is the name of a phone.
 */
export const readMeaning = (phrase: string, entity: string | null = null): Meaning => {
  const plain = phrase.replace(/\s*[([][^)\]]*[)\]]\s*$/, '');
  if (plain !== phrase && plain !== '') return { ...readMeaning(plain, entity), words: toWords(phrase) };
  const words = toWords(phrase);
  const turned = turnOf(phrase);
  return (
    ofConcept(words, entity) ??
    (turned === null ? null : ofConcept(turned, entity)) ??
    ofCount(phrase, words) ??
    ofName(words, entity) ??
    ofHead(turned ?? words, entity) ??
    ofEither(phrase, words, entity) ?? {
      words: turned ?? words,
      concept: null,
      qualified: false,
      type: guessType(turned ?? words),
    }
  );
};

/** A field as asked for: its key stays, its words are read. */
export const toFieldQuery = (name: string, entity: string | null = null): FieldQuery => ({
  name,
  ...readMeaning(name, entity),
});

const meaningOf = (words: readonly string[], concept: Concept, qualified = false): Meaning => ({
  words,
  concept,
  qualified,
  type: concept.type,
});

/** "date of birth" is "birth date"; null when nothing is to be turned. */
const turnOf = (phrase: string): string[] | null => {
  const words = allWords(phrase);
  const of = words.indexOf('of');
  if (of <= 0 || of === words.length - 1) return null;
  return [...toWords(words.slice(of + 1).join(' ')), ...toWords(words.slice(0, of).join(' '))];
};

/** The phrase itself, or the phrase behind the word for the record ("game title", "job location"). */
const ofConcept = (words: readonly string[], entity: string | null): Meaning | null => {
  const whole = lookUp(words);
  const [first = ''] = words;
  const rest = words.slice(1);
  if (entity !== null && rest.length > 0 && entity.split(' ').includes(singular(first))) {
    const own = lookUp(rest);
    if (own !== null && (whole === null || whole === own || isNameOrTitle(own))) return meaningOf(rest, own);
  }
  return whole === null ? null : meaningOf(words, whole);
};

const isNameOrTitle = ({ name }: Concept): boolean => name === 'name' || name === 'title';

/** "number of X", "X count", "how many X". */
const ofCount = (phrase: string, words: readonly string[]): Meaning | null => {
  const all = allWords(phrase);
  const isCount =
    countWords.has(all.at(-1) ?? '') ||
    (countWords.has(all[0] ?? '') && all[1] === 'of') ||
    (all[0] === 'how' && all[1] === 'many');
  if (!isCount) return null;
  const counted = words.filter((word) => !countWords.has(word) && word !== 'how');
  if (counted.length === 0) return null;
  const concept = lookUp([...counted.map(singular), 'count']) ?? lookUp(['number', ...counted]);
  if (concept !== null) return meaningOf(counted, concept);
  return { words: counted, concept: null, qualified: false, type: 'number' };
};

/** "X name": the notion X, or the name of the record when X is its word. */
const ofName = (words: readonly string[], entity: string | null): Meaning | null => {
  const head = words.at(-1) ?? '';
  if (words.length < 2 || (head !== 'name' && head !== 'names' && head !== 'title')) return null;
  const rest = words.slice(0, -1);
  const noun = singularPhrase(rest);
  const name = lookUp([singular(head)]);
  if (name !== null && (noun === entity || (findEntityKind(noun) !== null && lookUp(rest) === null)))
    return meaningOf(words, name);
  const concept = lookUp(rest);
  return concept === null ? null : meaningOf(rest, concept);
};

/** The longest end of the phrase that is a notion; the words before it narrow it, unless they only name the record. */
const ofHead = (words: readonly string[], entity: string | null): Meaning | null => {
  if (words.some((word) => joiners.has(word))) return null;
  for (let from = 1; from < words.length; from++) {
    const head = words.slice(from);
    const concept = lookUp(head);
    if (concept === null || (head.length === 1 && weakHeads.has(head[0] ?? ''))) continue;
    return meaningOf(words, concept, !namesRecord(singularPhrase(words.slice(0, from)), entity));
  }
  return null;
};

/** "date asked or answered" means what its first half means. */
const ofEither = (phrase: string, words: readonly string[], entity: string | null): Meaning | null => {
  const [first = '', second = ''] = phrase.split(/[\s_]or[\s_]/i);
  if (second === '') return null;
  const { concept } = readMeaning(first, entity);
  return concept === null ? null : meaningOf(words, concept);
};

const joiners = new Set(['and', 'or', 'und', 'oder', 'et', 'ou', 'y', 'o', '&']);
const recordWords = new Set(['product', 'item', 'result', 'record', 'article', 'entry', 'listing']);

const namesRecord = (noun: string, entity: string | null): boolean =>
  noun === entity || recordWords.has(noun) || (entity !== null && findEntityKind(entity)?.name === noun);

const typeByEnding: ReadonlyMap<string, ValueType> = new Map([
  ['day', 'date'],
  ['count', 'number'],
  ['number', 'text'],
  ['total', 'number'],
  ['percent', 'percent'],
  ['%', 'percent'],
  ['link', 'url'],
  ['href', 'url'],
  ['src', 'image'],
  ['money', 'money'],
  ['gross', 'money'],
  ['revenue', 'money'],
  ['budget', 'money'],
  ['payment', 'money'],
]);

const guessType = (words: readonly string[]): ValueType => typeByEnding.get(words.at(-1) ?? '') ?? 'text';
