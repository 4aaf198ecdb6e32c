import type { ValueType } from '../values/value-type.ts';
import { type Candidate, isVisible } from './candidate.ts';
import type { FactField } from './fact-field.ts';

/** Finds the candidates that a field may be answered by, without looking at each pair of them. */
export class CandidateIndex {
  readonly #all: readonly Candidate[];
  readonly #byWord = new Map<string, number[]>();

  constructor(candidates: readonly Candidate[]) {
    this.#all = candidates;
    candidates.forEach((candidate, i) => {
      for (const word of wordsOf(candidate)) {
        const known = this.#byWord.get(word);
        if (known === undefined) this.#byWord.set(word, [i]);
        else known.push(i);
      }
    });
  }

  /** Candidates that share a word with the field's names, and those whose kind of value alone may answer it. */
  nearTo(field: FactField): Candidate[] {
    const found = new Set<number>();
    const words = namesOf(field);
    for (const word of field.role === 'name' ? [...words, ...namingWords] : words)
      for (const i of this.#byWord.get(word) ?? []) found.add(i);
    const looksLike = field.concept?.name === 'website' ? withPoint : kindsAlone.get(field.type);
    if (looksLike !== undefined)
      this.#all.forEach((candidate, i) => {
        if (
          isVisible(candidate.origin) &&
          candidate.text.length <= longestValue &&
          looksLike.test(candidate.text)
        )
          found.add(i);
      });
    return [...found].sort((a, b) => a - b).flatMap((i) => this.#all[i] ?? []);
  }
}

const namingWords = ['h1', 'h2', 'h3', 'title', 'name', 'headline', 'document', 'og:title', 'twitter:title'];

/** What a value of these kinds must have, for a first look. */
const digits = /\d/;
const withPoint = /\w\.\w/;
const kindsAlone: ReadonlyMap<ValueType, RegExp> = new Map([
  ['phone', /\d{3}/],
  ['email', /@/],
  ['isbn', /\d{3}/],
  ['gtin', /\d{6}/],
  ['rating', digits],
  ['availability', /\p{L}/u],
]);

const longestValue = 60;

const wordsOf = ({ labels, hints }: Candidate): Set<string> => {
  const words = new Set<string>();
  for (const label of labels) for (const word of label.split(' ')) words.add(word);
  for (const hint of hints) {
    words.add(hint);
    words.add(hint.slice(hint.lastIndexOf('.') + 1));
    if (/[_\-:]/.test(hint)) words.add(hint.replace(/[_\-:]/g, ''));
  }
  return words;
};

const namesOf = ({ phrases, properties, hintWords, ownWords }: FactField): Set<string> => {
  const words = new Set<string>([...properties.keys(), ...hintWords, ownWords.join('')]);
  for (const { phrase } of phrases) for (const word of phrase.split(' ')) words.add(word);
  for (const word of ownWords) words.add(word).add(`${word}s`);
  return words;
};
