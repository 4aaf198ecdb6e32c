import { type Page, rawAttribute } from '../page/page.ts';

/** Words of class names that tell how something looks, not what it is. */
const looks = new Set(
  (
    'clearfix clear container wrapper wrap inner outer row col cols column left right center middle top bottom first last odd ' +
    'even active item items list block box div span text font small large bold normal grey gray white black red blue green ' +
    'hidden visible show hide none flex grid inline pull float align margin padding width height full half css js lazy loaded ' +
    'the and for of to in on by with no is has my our ui el sm md lg xs xl mt mb ml mr pt pb pl pr px py fa fas far icon svg'
  ).split(' '),
);

/** Gives the telling words of elements' class names and ids, reading each distinct class attribute once. */
export type HintReader = (element: number) => readonly string[];

export const hintReader = (page: Page): HintReader => {
  const byClass = new Map<number, readonly string[]>([[0, []]]);
  const wordsOfClass = (id: number): readonly string[] => {
    const known = byClass.get(id);
    if (known !== undefined) return known;
    const words = hintWords(page.classNames.text(id));
    byClass.set(id, words);
    return words;
  };
  return (element) => {
    const words = wordsOfClass(page.classes[element] ?? 0);
    const id = rawAttribute(page, element, 'id');
    const data = rawAttribute(page, element, 'data-testid') ?? rawAttribute(page, element, 'data-qa');
    if (id === null && data === null) return words;
    return [...new Set([...words, ...hintWords(id ?? ''), ...hintWords(data ?? '')])];
  };
};

/** The words in a name, by `-`, `_` and case; those that only style, hold digits or look like a hash are left out. */
export const hintWords = (name: string): string[] => {
  const words = new Set<string>();
  for (const part of name.slice(0, 200).split(/[^a-zA-Z0-9]+/)) {
    if (isHash(part)) continue;
    for (const word of part.replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2').split(' ')) {
      const lower = word.toLowerCase().replace(/\d+$/, '');
      if (lower.length > 1 && lower.length <= 24 && !/\d/.test(lower) && !looks.has(lower)) words.add(lower);
    }
  }
  return [...words];
};

/** Class names made by tools, as `css-1q2w3e` or `sc-bdVaJa`: digits amid letters, or no vowel at all. */
const isHash = (part: string): boolean =>
  /[a-zA-Z]\d+[a-zA-Z]/.test(part) || (part.length > 4 && !/[aeiouyAEIOUY]/.test(part));
