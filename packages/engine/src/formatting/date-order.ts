import type { PageLocale } from './page-locale.ts';

/** Which of the first two numbers of "03/04/2016" is the day. */
export type DateOrder = 'day-first' | 'month-first';

/** Two small numbers, the same mark twice, and a year. */
export const numericDate =
  /(?<![\d./-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?((?:1[5-9]|20|21)\d\d|\d\d)(?![\d/-])/;

/** The order that the other dates of a column prove: somewhere a number above 12 must be the day. */
export const orderOfColumn = (texts: readonly string[]): DateOrder | null => {
  const proven = new Set<DateOrder>();
  for (const text of texts) {
    const [, first, , second] = numericDate.exec(text) ?? [];
    if (first === undefined || second === undefined) continue;
    if (Number(first) > 12) proven.add('day-first');
    else if (Number(second) > 12) proven.add('month-first');
  }
  const [only] = proven;
  return proven.size === 1 && only !== undefined ? only : null;
};

const monthFirstCountries = new Set(['US', 'PH', 'PR', 'PW', 'FM', 'MH', 'GU']);
/** Both orders are in use (Canada), or the year usually comes first, so that a year at the end tells nothing. */
const undecidedCountries = new Set(['CA', 'JP', 'CN', 'KR', 'TW', 'HK', 'HU', 'LT', 'MN', 'ZA', 'KE']);
/** English is written in both orders. */
const undecidedLanguages = new Set(['en', 'ja', 'zh', 'ko', 'hu', 'lt', 'mn', 'fil', 'tl']);

const orderOfCountry = (country: string): DateOrder | null => {
  if (undecidedCountries.has(country)) return null;
  return monthFirstCountries.has(country) ? 'month-first' : 'day-first';
};

/** The order that the page's language and countries tell, null when they tell none or contradict each other. */
export const orderOfLocale = ({ language, tagCountry, addressCountry }: PageLocale): DateOrder | null => {
  const countries = [tagCountry, addressCountry].filter((country) => country !== null);
  const orders = new Set(countries.map(orderOfCountry));
  if (countries.length === 0 && language !== null && !undecidedLanguages.has(language))
    orders.add('day-first');
  const [only = null] = orders;
  return orders.size === 1 ? only : null;
};
