import { findPrices, isFree, type Price, pickPrice } from '../values/money.ts';
import { countryOfCurrency, currencyInCountry } from './countries.ts';
import { type DecimalMark, markOfColumn, markOfLanguage, settleNumbers } from './decimal-mark.ts';
import type { PageLocale } from './page-locale.ts';

/** An amount of money; `to` is the other end of a range ("£3 – £5"). `currency` is an ISO 4217 code when it is known. */
export type MoneyValue = { readonly amount: number; readonly to?: number; readonly currency: string | null };

const longestPrice = 200;
const rangeMark = /^\s*(?:-|–|—|to|bis|à|a|до|and|und)\s*$/i;

type Reading = { readonly amount: number; readonly to: number | null; readonly currency: string | null };

/**
 * Reads a column of prices. Amounts are read by the decimal mark that the column proves; a sign that several countries
 * share means what it means in the page's country; a bare amount has the currency of the others, when they have one.
 */
export const formatMoney = (texts: readonly string[], locale: PageLocale): (MoneyValue | null)[] => {
  const mark = moneyMark(texts, locale);
  const readings = texts.map((text) => readPrice(text, mark, locale.country));
  const currencies = new Set(readings.flatMap((reading) => reading?.currency ?? []));
  const [shared = null] = currencies.size === 1 ? currencies : [];
  return readings.map((reading) => {
    if (reading === null) return null;
    const { amount, to, currency } = reading;
    return { amount, ...(to === null ? {} : { to }), currency: currency ?? shared };
  });
};

/** English is the language of templates, too: it is not believed against "1.299" in a shop. */
const moneyMark = (texts: readonly string[], { language, country }: PageLocale): DecimalMark | null =>
  markOfColumn(texts) ?? (language === 'en' ? null : markOfLanguage(language, country));

const readPrice = (written: string, mark: DecimalMark | null, country: string | null): Reading | null => {
  const text = settleNumbers(joinCents(written.slice(0, longestPrice).trim()), mark);
  if (isFree(text)) return { amount: 0, to: null, currency: null };
  const prices = findPrices(text);
  const range = rangeOf(text, prices);
  if (range !== null) return { ...range, currency: currencyOf(range.marked, country) };
  const price = pickPrice(text, prices);
  if (price === null) return null;
  const amount = isNegative(text, price) ? -price.amount : price.amount;
  return { amount, to: null, currency: currencyOf(price, country) };
};

/** "36. 24 €": the cents stood in an element of their own. Only in a text with no other number in it. */
const joinCents = (text: string): string => text.replace(/^(\D*\d[\d.,]*[.,])\s(\d\d\D*)$/, '$1$2');

/** Two amounts with a dash between them and a currency at one of them. */
const rangeOf = (text: string, prices: readonly Price[]) => {
  for (const [p, low] of prices.entries()) {
    const high = prices[p + 1];
    if (high === undefined || high.amount <= low.amount) continue;
    // "10 - $75" is a number of pieces and a price.
    if (!low.isMarked && !(high.isMarked && /\d/.test(text.charAt(high.start)))) continue;
    if (rangeMark.test(text.slice(low.end, high.start)))
      return { amount: low.amount, to: high.amount, marked: low.isMarked ? low : high };
  }
  return null;
};

/** A minus touches the price: "-€5.00" or "€-5.00"; a dash with a space behind it is a bullet. */
const isNegative = (text: string, { start, end }: Price): boolean =>
  (start <= 1 && /^[-−]\S/.test(text)) || /^\D{1,5}[-−]\d/.test(text.slice(start, end));

const currencyOf = ({ currency, sign }: Price, country: string | null): string | null =>
  (country === null ? null : currencyInCountry(sign, country)) ?? currency;

/** The country of a column's currency, when only one country pays with it. */
export const countryOfMoney = (values: readonly (MoneyValue | null)[]): string | null => {
  const codes = new Set(values.flatMap((value) => value?.currency ?? []));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? countryOfCurrency(code) : null;
};
