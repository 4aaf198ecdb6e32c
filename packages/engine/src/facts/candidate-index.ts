import type { Candidate } from './candidate.ts';
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
    if (field.role === 'name' || kindsAlone.has(field.type) || field.concept?.name === 'website')
      return [...this.#all];
    const found = new Set<number>();
    for (const word of namesOf(field)) for (const i of this.#byWord.get(word) ?? []) found.add(i);
    return [...found].sort((a, b) => a - b).flatMap((i) => this.#all[i] ?? []);
  }
}

const kindsAlone = new Set(['phone', 'email', 'isbn', 'gtin', 'availability', 'rating']);

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
