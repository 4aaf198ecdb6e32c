import type { FieldQuery } from './concept.ts';
import { concepts } from './concepts.ts';
import { entityKinds } from './entities.ts';
import { singular, toWords } from './words.ts';

/** Ordinary words of instructions that name neither a thing nor a field. */
const ordinary = new Set(
  `i you we they he she it me us one ones two and or but also too only just please with without from for to in on at by as per than then there here
  is are was were be been being do does did have has had can could would will should may might must not no yes if when where what which who how why
  get give show list extract scrape pull fetch find collect return take make want need like look see tell each every all any some both first last
  next page site web website result search match found find listed shown given displayed visible appear return data information info detail text
  row column table card box tile element field value entry item thing kind sort part rest whole full complete different various several many much more
  most following above below under about into onto out up off over between through during same new own such so well alike together available
  particular current currently possible present marked exactly trending popular latest newest recent upcoming top best featured related recommended available new used public open primary main extra json array csv object audio visual everything anything something photo record line news ad story und oder mit von aus auf
  alle jede jeden jedes aller der die das den dem des ein eine ist sind bitte et ou avec de du des le la les un une dans sur chaque tous toutes pour y o
  con del el los las una en cada todos todas para por main small big short long grey name`.split(/\s+/),
);

const vocabulary: ReadonlySet<string> = new Set([
  ...ordinary,
  ...concepts
    .flatMap((concept) => [concept.name, ...concept.synonyms])
    .flatMap((phrase) => toWords(phrase))
    .map(singular),
  ...entityKinds
    .flatMap((kind) => kind.words)
    .flatMap((word) => toWords(word))
    .map(singular),
]);

const isKnown = (word: string): boolean =>
  vocabulary.has(word) || vocabulary.has(singular(word)) || !/\p{L}{3}/u.test(word);

/** Words for records and fields that the engine knows nothing about; a field of such words is looked for as a label. */
export const unknownWords = (contexts: readonly string[], fields: readonly FieldQuery[]): string[] => {
  const phrases = fields
    .filter((field) => field.concept === null && !field.words.some(isKnown))
    .map((field) => field.words.join(' '));
  const words = contexts.flatMap((context) => toWords(context)).filter((word) => !isKnown(word));
  return [...new Set([...phrases, ...words])];
};

const unknownWord = 'Not understood: ';

/** The warning of a word that nothing is known about. */
export const warnOfWord = (word: string): string => `${unknownWord}"${word}"`;

/** Does a warning only say that a word is not known? */
export const isUnknownWord = (warning: string): boolean => warning.startsWith(unknownWord);
