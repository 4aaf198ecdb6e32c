import { findAttribute, type Page, tagOf } from '../page/page.ts';
import { isLeafVisible, type Located } from '../page/text.ts';
import type { CellContent, Column } from '../regions/region.ts';
import { fitsType } from '../values/recognise.ts';
import type { ValueType } from '../values/value-type.ts';
import { nameWords, normalName } from './name-words.ts';
import { findNesting, type Nesting } from './nesting.ts';

/** What a column looks like: everything about it that the match with a field is judged by. */
export type ColumnProfile = {
  readonly column: Column;
  /** One text per filled cell, of the sampled records. */
  readonly texts: readonly string[];
  /** Share of the records with a value, and of different values among those. */
  readonly fill: number;
  readonly distinct: number;
  readonly meanLength: number;
  readonly meanWords: number;
  /** Mean offset in the page, for the order among columns. */
  readonly start: number;
  readonly isAttribute: boolean;
  /** It holds addresses that nobody reads: an answer to nothing but the question for a link or an image. */
  readonly isAddress: boolean;
  /** How much of a heading it is: 1 for h1 to h4, less below, 0 for other text. */
  readonly headingRank: number;
  readonly isLink: boolean;
  readonly isList: boolean;
  /** How many other columns stand inside of this one: a description has few, a whole record has many. */
  readonly parts: number;
  /** Some text inside of it is the same in every record. */
  readonly hasFurniture: boolean;
  /** Share of its words that are words, not numbers. */
  readonly wordiness: number;
  /** The column's labels, normalised. */
  readonly labels: readonly string[];
  readonly hints: ReadonlySet<string>;
  /** Hints of the column that it stands in, where that one holds little else. */
  readonly outerHints: ReadonlySet<string>;
  /** The share of values that are dates, amounts or numbers and nothing else. */
  readonly valueShare: number;
  /** Mean fit of its values to a type, 0..1. */
  readonly fit: (type: ValueType) => number;
};

const headingRanks: Readonly<Record<string, number>> = { h1: 1, h2: 1, h3: 1, h4: 1, h5: 0.7, h6: 0.4 };

/** Texts beyond this many cells tell nothing new. */
const sampleSize = 24;

const addressAttributes = new Set(['attr:href', 'attr:src', 'attr:data-src']);

export const firstOf = (content: CellContent): Located | undefined =>
  'text' in content ? content : content[0];

export const contentText = (content: CellContent): string =>
  'text' in content ? content.text : content.map(({ text }) => text).join(' ');

/** Profiles of all columns of a region. */
export const profileColumns = (page: Page, columns: readonly Column[]): ColumnProfile[] =>
  findNesting(page, columns).flatMap(({ container, ...nesting }, c) => {
    const column = columns[c];
    const around = columns[container];
    return column === undefined
      ? []
      : [profileColumn(page, column, { ...nesting, outerHints: around?.hints ?? [] })];
  });

type Surroundings = Omit<Nesting, 'container'> & { readonly outerHints: readonly string[] };

const profileColumn = (
  page: Page,
  column: Column,
  { parts, hasFurniture, outerHints }: Surroundings,
): ColumnProfile => {
  const filled = column.cells.filter((cell) => cell !== null);
  const sample = filled.slice(0, sampleSize);
  const texts = sample.map(contentText);
  const first = sample[0] === undefined ? undefined : firstOf(sample[0]);
  const isAddress = first !== undefined && addressAttributes.has(first.source);
  const fits = new Map<ValueType, number>();
  const around = first === undefined ? [] : enclosingTags(page, first);
  return {
    column,
    texts,
    fill: column.cells.length === 0 ? 0 : filled.length / column.cells.length,
    distinct: texts.length === 0 ? 0 : new Set(texts).size / texts.length,
    meanLength: mean(texts.map((text) => text.length)),
    meanWords: mean(texts.map((text) => text.split(' ').length)),
    start: mean(sample.map((cell) => firstOf(cell)?.start ?? 0)),
    isAddress,
    isAttribute: first?.source.startsWith('attr:') ?? false,
    headingRank: Math.max(0, ...around.map((tag) => headingRanks[tag] ?? 0)),
    isLink: around.includes('a'),
    parts,
    hasFurniture,
    wordiness: mean(texts.map(wordShare)),
    valueShare: mean(texts.map((text) => Number(isPlainValue(text)))),
    isList: sample.some((cell) => !('text' in cell)),
    labels: column.labels.map(normalName).filter((label) => label !== ''),
    hints: hintSet(column.hints),
    outerHints: hintSet(outerHints),
    fit: (type) => {
      const known = fits.get(type);
      if (known !== undefined) return known;
      const isOther = isAddress && type !== 'url' && type !== 'image';
      const share = isOther ? 0 : mean(texts.map((text) => fitsType(text, type)));
      fits.set(type, share);
      return share;
    },
  };
};

const plainTypes: readonly ValueType[] = ['date', 'money', 'number', 'duration', 'percent'];
const isPlainValue = (text: string): boolean => plainTypes.some((type) => fitsType(text, type) > 0.95);

const wordShare = (text: string): number => {
  const words = text.split(' ');
  return words.filter((word) => /\p{L}/u.test(word)).length / words.length;
};

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

const hintSet = (hints: readonly string[]): ReadonlySet<string> =>
  new Set(hints.flatMap((hint) => [hint.toLowerCase(), nameWords(hint).join('')]));

/** The tags of the element and of those around it that hold little more than its text. */
const enclosingTags = (page: Page, { element, text }: Located): string[] => {
  const tags: string[] = [];
  for (let e = element, steps = 0; e > 0 && steps < 4; e = page.parent[e] ?? 0, steps++) {
    if (visibleLength(page, e) > text.length * 1.5 + 20) break;
    tags.push(tagOf(page, e));
    if (findAttribute(page, e, 'aria-level') >= 0) tags.push('h2');
  }
  return tags;
};

const visibleLength = (page: Page, element: number): number => {
  let length = 0;
  const end = Math.min(page.endLeaf[element] ?? 0, (page.firstLeaf[element] ?? 0) + 64);
  for (let leaf = page.firstLeaf[element] ?? 0; leaf < end; leaf++) {
    if (isLeafVisible(page, leaf)) length += (page.leafEnd[leaf] ?? 0) - (page.leafStart[leaf] ?? 0);
  }
  return length;
};
