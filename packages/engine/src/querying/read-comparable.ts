import { formatDates } from '../formatting/format-date.ts';
import { formatDurations } from '../formatting/format-duration.ts';
import { formatMoney } from '../formatting/format-money.ts';
import { formatNumbers, formatPercents, formatRatings } from '../formatting/format-number.ts';
import type { PageLocale } from '../formatting/page-locale.ts';
import { readAvailability } from '../values/availability.ts';
import type { ValueType } from '../values/value-type.ts';

/** What a text of the page is compared as; null when it cannot be read without a guess. */
export type Comparable = string | number | boolean | null;

/** What decides how texts are read; `now` is when the page was read, for "2 days ago". */
export type Reading = { readonly locale: PageLocale; readonly now: Date | null };

type ReadTexts = (texts: readonly string[], reading: Reading) => readonly Comparable[];

const readers: Readonly<Partial<Record<ValueType, ReadTexts>>> = {
  money: (texts, { locale }) => formatMoney(texts, locale).map((value) => value?.amount ?? null),
  number: (texts, { locale }) => formatNumbers(texts, locale),
  percent: (texts, { locale }) => formatPercents(texts, locale).map((value) => value?.percent ?? null),
  rating: (texts) => formatRatings(texts).map((value) => value?.value ?? null),
  date: (texts, { locale, now }) => formatDates(texts, locale, now).map((value) => value?.date ?? null),
  duration: (texts) =>
    formatDurations(texts).map((span) => (span === null ? null : (secondsOf(span) ?? null))),
  availability: (texts) => texts.map(readAvailability),
};

/**
 * The texts of a column as what they mean: a number for money, ratings and counts, seconds for spans of time, an ISO 8601
 * date, true or false for stock, else the text. A column is read as a whole, as smart formatting reads it.
 */
export const readComparables = (
  texts: readonly string[],
  type: ValueType,
  reading: Reading,
): readonly Comparable[] => readers[type]?.(texts, reading) ?? texts;

/** The texts as numbers, whatever else they are: for a condition that compares a text with a number. */
export const readNumbers = (texts: readonly string[], { locale }: Reading): readonly Comparable[] =>
  formatNumbers(texts, locale);

const span =
  /^P(?:(\d+)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const unitSeconds = [604_800, 86_400, 3600, 60, 1];

/** The length of an ISO 8601 duration in weeks, days and time; null for anything else. */
export const secondsOf = (text: string): number | null => {
  const parts = span.exec(text)?.slice(1);
  if (parts === undefined || parts.every((part) => part === undefined)) return null;
  return parts.reduce((sum, part, p) => sum + Number(part ?? 0) * (unitSeconds[p] ?? 0), 0);
};
