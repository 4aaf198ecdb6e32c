import { type Precision, precisionOf, takeTime, writeDate } from './calendar-date.ts';
import { orderOfColumn, orderOfLocale } from './date-order.ts';
import type { PageLocale } from './page-locale.ts';
import { readDate } from './read-date.ts';
import { type FromNow, readFromNow, reckonDate } from './relative-date.ts';

/** Texts beyond this length are prose. */
const longestDate = 120;

/** An ISO 8601 date, as far as it was told. When nothing decides between two, `date` is null and `ambiguous` has both. */
export type DateValue = {
  readonly date: string | null;
  readonly precision: Precision;
  readonly ambiguous?: readonly string[];
};

/**
 * Reads a column of dates. Of "03/04/2016" the other dates of the column decide which number is the day, then the page's
 * language and country; "2 days ago" is reckoned from `now`, and without it has no value.
 */
export const formatDates = (
  texts: readonly string[],
  locale: PageLocale,
  now: Date | null,
): (DateValue | null)[] => {
  const order = orderOfColumn(texts) ?? orderOfLocale(locale);
  return texts.map((text) => {
    const fromNow = readFromNow(text.slice(0, longestDate));
    if (fromNow !== null) return now === null ? null : reckon(fromNow, now, text);
    const [date, other] = readDate(text.slice(0, longestDate), order);
    if (date === undefined) return null;
    if (other === undefined) return { date: writeDate(date), precision: precisionOf(date) };
    return { date: null, precision: precisionOf(date), ambiguous: [writeDate(date), writeDate(other)] };
  });
};

const reckon = (fromNow: FromNow, now: Date, text: string): DateValue => {
  const { date, precision } = reckonDate(fromNow, now, takeTime(text).time);
  return { date: writeDate(date), precision };
};
