import { amountPattern, parseAmount } from './amount.ts';

const wholeNumber = new RegExp(
  `^[(\\[#~≈]?\\s?([+\\-−–±]?)\\s?(${amountPattern})\\s?(k|K|m|M|mn|mln|Mio\\.?|Mrd\\.?|B|bn|tsd\\.?|Tsd\\.?)?\\+?[)\\]]?$`,
);
const anyNumber = new RegExp(
  `([+\\-−]?)(${amountPattern})\\s?(k|K|M|mln|Mio\\.?|Mrd\\.?|B|bn|Tsd\\.?)?(?![\\p{L}\\d])`,
  'u',
);

const multipliers: Readonly<Record<string, number>> = {
  k: 1e3,
  tsd: 1e3,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
};

const scaled = (sign: string, amount: string, unit: string | undefined): number | null => {
  const value = parseAmount(amount);
  if (value === null) return null;
  const factor = unit === undefined ? 1 : (multipliers[unit.toLowerCase().replace('.', '')] ?? 1);
  // Rounding undoes what binary fractions add: 4.35 × 1000.
  const magnitude = factor === 1 ? value : Math.round(value * factor * 1e6) / 1e6;
  return /[-−–]/.test(sign) ? -magnitude : magnitude;
};

/** The number that the whole text is ("1.299,00", "12K", "(1,234)", "−3"), else null. */
export const readNumber = (text: string): number | null => {
  if (text.length > 32) return null;
  const match = wholeNumber.exec(text.trim());
  return match === null ? null : scaled(match[1] ?? '', match[2] ?? '', match[3]);
};

/** The first number that stands by itself in a text ("12 reviews", "Reviews: 1,204"), else null. */
export const findNumber = (text: string): number | null => {
  const match = anyNumber.exec(text.slice(0, 200));
  return match === null ? null : scaled(match[1] ?? '', match[2] ?? '', match[3]);
};

/** 1: a number; 0.8: a number and one or two words ("12 reviews"); 0.5: among more words. */
export const numberFit = (text: string): number => {
  if (!/\d/.test(text)) return 0;
  if (readNumber(text) !== null) return 1;
  if (findNumber(text) === null) return 0;
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return words <= 2 ? 0.8 : words <= 8 ? 0.5 : 0.3;
};

const percent = new RegExp(
  `^[(~≈]?[+\\-−–±]?\\s?(?:${amountPattern})\\s?(?:%|％|pct|percent|per cent|Prozent)\\)?$`,
  'i',
);

export const isPercent = (text: string): boolean => percent.test(text);

/** 1: a percentage; 0.5: one among other words; 0.3: a bare number up to 100. */
export const percentFit = (text: string): number => {
  if (isPercent(text)) return 1;
  if (/\d\s?[%％]/.test(text)) return 0.5;
  const number = readNumber(text);
  return number !== null && Math.abs(number) <= 100 ? 0.3 : 0;
};
