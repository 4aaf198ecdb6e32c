import type { CellContent } from '../regions/region.ts';

/** A cell's text, its pieces run together with blanks. */
export const readingText = (content: CellContent): string =>
  'text' in content ? content.text : content.map(({ text }) => text).join(' ');

/** A text without its white space and in one form of its characters: for telling whether two are the same. */
export const squeezed = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, '');

/** Only letters and digits, in lower case. */
export const loosened = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
