import { amountPattern, parseAmount } from '../values/amount.ts';
import { findNumber, readNumber } from '../values/number.ts';
import { readRating } from '../values/rating.ts';
import { markOfColumn, markOfLanguage, settleNumbers } from './decimal-mark.ts';
import type { PageLocale } from './page-locale.ts';

/** A share in percent: "45 %" is 45. */
export type PercentValue = { readonly percent: number };
/** A score; `of` is the top of its scale, null when the text does not name it. */
export type RatingValue = { readonly value: number; readonly of: number | null };

const amounts = new RegExp(amountPattern, 'g');
const percent = new RegExp(
  `([+\\-−–]?)\\s?(${amountPattern})\\s?(?:%|％|pct|percent|per cent|prozent|процент)`,
  'i',
);

const settled = (texts: readonly string[], { language, country }: PageLocale): string[] => {
  const mark = markOfColumn(texts) ?? markOfLanguage(language, country);
  return texts.map((text) => settleNumbers(text.slice(0, 200).trim(), mark));
};

/** Reads a column of numbers by the decimal mark that the column proves, else by the page's language. */
export const formatNumbers = (texts: readonly string[], locale: PageLocale): (number | null)[] =>
  settled(texts, locale).map(
    // Of "10–20" neither end is the number.
    (text) => readNumber(text) ?? ((text.match(amounts) ?? []).length === 1 ? findNumber(text) : null),
  );

export const formatPercents = (texts: readonly string[], locale: PageLocale): (PercentValue | null)[] =>
  settled(texts, locale).map((text) => {
    const [, sign = '', written] = percent.exec(text) ?? [];
    const amount = written === undefined ? readNumber(text) : parseAmount(written);
    if (amount === null) return null;
    return { percent: written !== undefined && /[-−–]/.test(sign) ? -amount : amount };
  });

const scale = /(?:out of|of|von|sur|de|su|van|av|из|\/)\s?(5|6|10|20|100)(?:[.,]0)?(?!\d)/i;
const drawn = /^[★☆⭐✩✪✭✮✯🌟\s]{2,24}$/u;
const emptyStar = /[☆✩]/u;

export const formatRatings = (texts: readonly string[]): (RatingValue | null)[] =>
  texts.map((text) => {
    const value = readRating(text.trim());
    return value === null ? null : { value, of: scaleOf(text.trim()) };
  });

/** Drawn stars tell the scale when the missing ones are drawn too. */
const scaleOf = (text: string): number | null => {
  if (drawn.test(text)) return emptyStar.test(text) ? [...text.replace(/\s/g, '')].length : null;
  const top = scale.exec(text)?.[1];
  return top === undefined ? null : Number(top);
};
