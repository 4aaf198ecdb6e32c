import { amountPattern, parseAmount } from './amount.ts';
import { type CurrencyMark, currencyAfter, currencyBefore, thousandthCurrencies } from './currencies.ts';
import { isDate } from './date.ts';
import { readNumber } from './number.ts';

/** An amount of money. `currency` is an ISO 4217 code, null when the text does not tell it. */
export type Money = { readonly amount: number; readonly currency: string | null };

/** A price within a text; `sign` is the currency as it is written there, empty without one. */
export type Price = Money & {
  readonly start: number;
  readonly end: number;
  readonly isMarked: boolean;
  readonly sign: string;
};

const amounts = new RegExp(amountPattern, 'g');
const maxPrices = 8;

/** Words for "costs nothing"; read as the amount 0 when they are the whole text. */
const freeWords = new Set(
  'free,free!,for free,free to play,free of charge,free download,gratis,kostenlos,umsonst,gratuit,gratuito,grátis,бесплатно,免费,無料,ücretsiz,darmo,zdarma,gratuit !'.split(
    ',',
  ),
);

/** Words and signs that may stand around a price without making it a sentence. */
const around = new Set(
  `from,ab,desde,da,dès,à,partir,de,vanaf,od,от,à partir de,only,nur,just,now,jetzt,solo,each,per,pro,par,por,al,month,monat,mois,mes,mo,mo.,
  week,woche,night,nacht,nuit,noche,day,tag,year,yr,jahr,an,hour,hr,person,pp,p.p.,unit,item,stück,stk,stk.,kg,g,l,m²,sq.ft.,to,bis,up,
  incl,incl.,inkl,inkl.,vat,mwst,mwst.,tax,ttc,ht,tva,iva,brutto,netto,ca,ca.,approx,approx.,about,or,ea,ea.,and,under,over,
  usd,us,u.s.,-,–,—,/,*,+,~,.,|,(,),",",:,;,**,&,≈,≥,≤,>,<,.-,.–,",-",a,the`
    .split(',')
    .map((word) => word.trim()),
);

export const isFree = (text: string): boolean =>
  text.length <= 20 && freeWords.has(text.trim().toLowerCase());

/** All prices of a text in order, with where they stand. */
export const findPrices = (text: string): Price[] => {
  const prices: Price[] = [];
  for (const match of text.matchAll(amounts)) {
    const price = priceAt(text, match.index, match[0]);
    if (price !== null) prices.push(price);
    if (prices.length === maxPrices) break;
  }
  return prices;
};

const priceAt = (text: string, index: number, written: string): Price | null => {
  const before = currencyBefore(text, index);
  const after = currencyAfter(text, index + written.length);
  const mark = bestMark(before, after);
  const amount = parseAmount(written, mark?.code != null && thousandthCurrencies.has(mark.code));
  if (amount === null || (mark === null && /^\s?[%％]/.test(text.slice(index + written.length)))) return null;
  return {
    amount,
    currency: mark?.code ?? null,
    start: before === null ? index : before.start,
    end: after === null ? index + written.length : after.end,
    isMarked: mark !== null,
    sign: mark === null ? '' : text.slice(mark.start, mark.end),
  };
};

/** Between "$" in front and "CAD" behind, the one that says more. */
const bestMark = (before: CurrencyMark | null, after: CurrencyMark | null): CurrencyMark | null => {
  if (before === null || after === null) return before ?? after;
  return after.end - after.start >= 3 && before.end - before.start < 3 && after.code !== null
    ? after
    : before;
};

/**
 * Reads the amount of a price: the first number with a currency beside it, else the only number.
 * "Free" and its like are 0. Null when the text holds no price.
 */
export const readMoney = (text: string): Money | null => {
  if (isFree(text)) return { amount: 0, currency: null };
  const start = text.slice(0, 200);
  const price = pickPrice(start, findPrices(start));
  return price === null ? null : { amount: price.amount, currency: price.currency };
};

/** The price that a text is about: the first with a currency, else the first, unless the text is a date. */
export const pickPrice = (text: string, prices: readonly Price[]): Price | null =>
  prices.find((one) => one.isMarked) ?? (isDate(text) ? null : (prices[0] ?? null));

/** True when the whole text is a price, a range of prices or a price with its small words ("from £3", "$30/month"). */
export const isMoney = (text: string): boolean => isPriced(text, findPrices(text));

const isPriced = (text: string, prices: readonly Price[]): boolean => {
  if (!prices.some((price) => price.isMarked)) return isFree(text);
  let rest = '';
  let from = 0;
  for (const price of prices) {
    rest += `${text.slice(from, price.start)} `;
    from = price.end;
  }
  return isAround(rest + text.slice(from));
};

const isAround = (rest: string): boolean =>
  rest.trim() === '' ||
  rest
    .toLowerCase()
    .trim()
    .split(/\s+|(?=[/(),:;*])|(?<=[/(),:;*])/)
    .every((word) => around.has(word));

/** 1: a price; 0.8 and 0.4: a bare number with or without cents; 0.5: a price among other words. */
export const moneyFit = (text: string): number => {
  const prices = /\d/.test(text) ? findPrices(text) : [];
  if (isPriced(text, prices)) return 1;
  if (readNumber(text) !== null) return /[.,]\d\d$/.test(text) ? 0.8 : 0.4;
  return prices.some((price) => price.isMarked) ? 0.5 : 0;
};
