import { bareWord } from '../values/date.ts';
import { type CalendarDate, isCalendarDate, takeTime, wholeYear } from './calendar-date.ts';
import { type DateOrder, numericDate } from './date-order.ts';
import { monthNumber } from './month-numbers.ts';

const yearFirst = /(?<![\d./-])((?:1[5-9]|20|21)\d\d)([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?![\d/-])/;
const eastAsian = /(\d{2,4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?/;
const yearAlone = /^\(?((?:1[5-9]|20|21)\d\d)\)?(?:年|년)?$/;
const tokens = /\d+|[\p{L}\p{M}][\p{L}\p{M}'’]*/gu;
const figures = /^\d+$/;

/**
 * The dates that a text may mean: none when it tells no single date, two when nothing decides which number is the day.
 * @param order what the column or the page's language decided.
 */
export const readDate = (text: string, order: DateOrder | null): readonly CalendarDate[] => {
  const { time, rest } = takeTime(text);
  const inFigures = readYearFirst(rest) ?? readNumeric(rest, order);
  const found = inFigures ?? readNamedMonth(rest) ?? readYear(rest);
  return found.map((date) => ({ ...date, time: date.day === null ? null : time })).filter(isCalendarDate);
};

type DateReading = readonly CalendarDate[];

const dated = (year: number | null, month: number | null, day: number | null): CalendarDate => ({
  year,
  month,
  day,
  time: null,
});

/** A text with two dates is a span of time, which no single date tells. */
const holdsTwo = (text: string, pattern: RegExp): boolean =>
  [...text.matchAll(new RegExp(pattern, 'g'))].length > 1;

const readYearFirst = (text: string): DateReading | null => {
  for (const pattern of [yearFirst, eastAsian]) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [year = '', month, day] = pattern === yearFirst ? [match[1], match[3], match[4]] : match.slice(1);
    if (holdsTwo(text, pattern)) return [];
    return [dated(wholeYear(year), Number(month), day === undefined ? null : Number(day))];
  }
  return null;
};

const readNumeric = (text: string, order: DateOrder | null): DateReading | null => {
  const [, first, mark, second, yearText = ''] = numericDate.exec(text) ?? [];
  if (first === undefined || second === undefined) return null;
  if (holdsTwo(text, numericDate)) return [];
  const year = wholeYear(yearText);
  const dayFirst = dated(year, Number(second), Number(first));
  const monthFirst = dated(year, Number(first), Number(second));
  const possible = [dayFirst, monthFirst].filter(isCalendarDate);
  if (possible.length < 2 || first === second) return possible.slice(0, 1);
  // Nobody who writes points puts the month first.
  const decided = mark === '.' ? 'day-first' : order;
  return decided === null ? possible : [decided === 'day-first' ? dayFirst : monthFirst];
};

/** "25 July 2016", "Jul 25, 2016", "July 2016", "May 10": one month, at most one day and one year. */
const readNamedMonth = (text: string): DateReading | null => {
  const found = (text.match(tokens) ?? []).map((token) => bareWord(token));
  const months = monthsIn(found);
  const [month] = months;
  if (month === undefined) return null;
  // "Jan 5 – Feb 3" is a span; but the same month twice is one date said twice.
  if (months.some(({ number }) => number !== month.number)) return [];
  const numbers = found.filter((token) => figures.test(token));
  const years = new Set(numbers.filter((token) => /^(?:1[5-9]|20|21)\d\d$/.test(token)));
  const small = numbers.filter((token) => token.length <= 2);
  if (years.size > 1 || small.length > 2 || years.size + small.length === 0) return [];
  const [year] = years;
  if (small.length > 1) return year === undefined ? readShortYear(found, month) : [];
  const day = small[0] === undefined ? null : Number(small[0]);
  return [dated(year === undefined ? null : Number(year), month.number, day)];
};

const monthsIn = (found: readonly string[]) => {
  const months = found.flatMap((token, at) => {
    const number = figures.test(token) ? undefined : monthNumber(token);
    return number === undefined ? [] : [{ number, at, token }];
  });
  // "mar" is Tuesday, too, in the Romance languages: beside another month it is that.
  return months.length > 1 ? months.filter(({ token }) => token !== 'mar') : months;
};

/** "25 Jul 16": the day stands before the month, the year behind it. Any other order of two small numbers is a guess. */
const readShortYear = (
  found: readonly string[],
  { number, at }: { readonly number: number; readonly at: number },
): DateReading => {
  const day = found[at - 1] ?? '';
  const year = found[at + 1] ?? '';
  return figures.test(day) && figures.test(year) && year.length === 2
    ? [dated(wholeYear(year), number, Number(day))]
    : [];
};

const readYear = (text: string): DateReading => {
  const year = yearAlone.exec(text.trim())?.[1];
  return year === undefined ? [] : [dated(Number(year), null, null)];
};
