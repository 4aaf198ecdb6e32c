import type { Column } from '../regions/region.ts';
import type { ValueType } from '../values/value-type.ts';
import { Candidate, firstOf, isVisible, type TrustedRegion } from './candidate.ts';
import type { FactField } from './fact-field.ts';
import type { PlaceReader } from './page-places.ts';

/**
 * Finds the candidates that a field may be answered by, without looking at each pair of them: columns that share no
 * word with any field asked for never become candidates.
 */
export class CandidateIndex {
  /** In the order of the regions. */
  readonly candidates: readonly Candidate[];
  readonly #byWord = new Map<string, number[]>();

  constructor(fields: readonly FactField[], regions: readonly TrustedRegion[], placeOf: PlaceReader) {
    const wanted = new Set(fields.flatMap((field) => [...wordsOfField(field)]));
    const labels = labelPattern(wanted);
    const kinds = fields.flatMap((field) => kindAlone(field) ?? []);
    const candidates: Candidate[] = [];
    for (const { region, trust } of regions) {
      for (const column of region.columns) {
        const content = column.cells[0] ?? null;
        const first = content === null ? undefined : firstOf(content);
        if (content === null || first === undefined) continue;
        const words = wordsOfColumn(column, wanted, labels);
        const isKind = isVisible(column.origin) && kinds.some((kind) => mayBe(kind, first.text));
        if (words.length === 0 && !isKind) continue;
        const candidate = new Candidate({ column, content, first, trust }, placeOf);
        const labelled = candidate.labels.flatMap((label) => label.split(' '));
        for (const word of [...words, ...labelled]) this.#add(word, candidates.length);
        candidates.push(candidate);
      }
    }
    this.candidates = candidates;
  }

  #add(word: string, candidate: number): void {
    const known = this.#byWord.get(word);
    if (known === undefined) this.#byWord.set(word, [candidate]);
    else known.push(candidate);
  }

  /** Candidates that share a word with the field's names, and those whose kind of value alone may answer it. */
  nearTo(field: FactField): Candidate[] {
    const found = new Set<number>();
    for (const word of wordsOfField(field)) for (const i of this.#byWord.get(word) ?? []) found.add(i);
    const kind = kindAlone(field);
    if (kind !== undefined)
      this.candidates.forEach((candidate, i) => {
        if (isVisible(candidate.origin) && mayBe(kind, candidate.text)) found.add(i);
      });
    return [...found].sort((a, b) => a - b).flatMap((i) => this.candidates[i] ?? []);
  }
}

/** What a value must have that answers by its kind alone, for a first look. */
const kinds: ReadonlyMap<ValueType, RegExp> = new Map([
  ['phone', /\d{3}/],
  ['email', /@/],
  ['isbn', /\d{3}/],
  ['gtin', /\d{6}/],
  ['rating', /\d/],
  ['availability', /\p{L}/u],
]);
const withPoint = /\w\.\w/;
const longestValue = 60;

const kindAlone = ({ type, concept }: FactField): RegExp | undefined =>
  concept?.name === 'website' ? withPoint : kinds.get(type);

const mayBe = (kind: RegExp, text: string): boolean => text.length <= longestValue && kind.test(text);

const namingWords = ['h1', 'h2', 'h3', 'title', 'name', 'headline', 'document', 'og:title', 'twitter:title'];

const wordsOfField = ({ phrases, properties, hintWords, ownWords, role }: FactField): Set<string> => {
  const words = new Set<string>([...properties.keys(), ...hintWords, ownWords.join('')]);
  for (const { phrase } of phrases) for (const word of phrase.split(' ')) words.add(word);
  for (const word of ownWords) words.add(word).add(`${word}s`);
  if (role === 'name') for (const word of namingWords) words.add(word);
  return words;
};

/** Does a label hold the beginning of a word that is asked for? It need not be exact, only cheap. */
const labelPattern = (wanted: ReadonlySet<string>): RegExp => {
  const beginnings = new Set<string>();
  for (const word of wanted) {
    const plain = word.slice(0, longestBeginning).replace(/[^\p{L}\p{N}]/gu, '.');
    if (plain !== '') beginnings.add(plain);
  }
  return new RegExp([...beginnings].join('|'), 'i');
};

/** Plurals end otherwise: "country", "countries". */
const longestBeginning = 4;

/** The column's names that are asked for; of labels only that there is one. */
const wordsOfColumn = (column: Column, wanted: ReadonlySet<string>, labels: RegExp): string[] => {
  const words: string[] = [];
  for (const name of column.hints) {
    const hint = name.toLowerCase();
    if (wanted.has(hint)) words.push(hint);
    const last = hint.slice(hint.lastIndexOf('.') + 1);
    if (last !== hint && wanted.has(last)) words.push(last);
    const joined = /[_\-:]/.test(hint) ? hint.replace(/[_\-:]/g, '') : hint;
    if (joined !== hint && wanted.has(joined)) words.push(joined);
  }
  if (words.length === 0 && column.labels.some((label) => labels.test(label) || label.includes('#')))
    words.push('');
  return words;
};
