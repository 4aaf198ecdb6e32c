import { availabilityFit, isAvailability } from './availability.ts';
import { emailFit, isEmail, isPhone, phoneFit } from './contact.ts';
import { dateFit, isDate } from './date.ts';
import { durationFit, isDuration } from './duration.ts';
import { isFree, isMoney, moneyFit } from './money.ts';
import { isPercent, numberFit, percentFit, readNumber } from './number.ts';
import { gtinFit, isbnFit, isGtin, isIsbn, isSku, skuFit } from './product-code.ts';
import { isRating, ratingFit } from './rating.ts';
import { imageFit, isImage, isUrl, urlFit } from './url.ts';
import type { ValueType } from './value-type.ts';

/** Longer texts are prose: they are `text` and nothing else. */
const longestValue = 200;
const longestWordyValue = 60;

const onlyText: ReadonlySet<ValueType> = new Set(['text']);

/**
 * The kinds of value that the whole text may be; `text` is always one of them.
 * @param text decoded, white space collapsed.
 */
export const recogniseValue = (text: string): ReadonlySet<ValueType> => {
  if (text === '' || text.length > longestValue) return onlyText;
  const kinds = hasDigit(text) ? kindsWithDigits(text) : kindsWithoutDigits(text);
  return kinds.length === 0 ? onlyText : new Set<ValueType>(['text', ...kinds]);
};

const hasDigit = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
};

const kindsWithoutDigits = (text: string): ValueType[] => {
  const kinds: ValueType[] = [];
  const hasPoint = text.includes('.');
  if (hasPoint) addAddresses(kinds, text);
  if (text.length > longestWordyValue) return kinds;
  if (isFree(text)) kinds.push('money');
  if (isAvailability(text)) kinds.push('availability');
  if (text.length <= 24 && isDate(text)) kinds.push('date');
  if (text.charCodeAt(0) > 127 && isRating(text)) kinds.push('rating');
  return kinds;
};

const addAddresses = (kinds: ValueType[], text: string): void => {
  if (isEmail(text)) kinds.push('email');
  if (isUrl(text)) kinds.push('url');
  if (isImage(text)) kinds.push('image');
};

const kindsWithDigits = (text: string): ValueType[] => {
  const kinds: ValueType[] = [];
  if (text.includes('.') || text.includes('/')) addAddresses(kinds, text);
  if (text.length <= 120 && isDate(text)) kinds.push('date');
  if (text.length > longestWordyValue) return kinds;
  if (readNumber(text) !== null) kinds.push('number');
  else if (isMoney(text)) kinds.push('money');
  else if (isPercent(text)) kinds.push('percent');
  if (isRating(text)) kinds.push('rating');
  if (isDuration(text)) kinds.push('duration');
  if (isAvailability(text)) kinds.push('availability');
  addCodes(kinds, text);
  return kinds;
};

const addCodes = (kinds: ValueType[], text: string): void => {
  if (text.length > 40) return;
  if (isPhone(text)) kinds.push('phone');
  if (isIsbn(text)) kinds.push('isbn');
  if (isGtin(text)) kinds.push('gtin');
  if (isSku(text)) kinds.push('sku');
};

const fits: Readonly<Record<ValueType, (text: string) => number>> = {
  text: () => 1,
  money: moneyFit,
  number: numberFit,
  percent: percentFit,
  rating: ratingFit,
  date: dateFit,
  duration: durationFit,
  phone: phoneFit,
  email: emailFit,
  url: urlFit,
  image: imageFit,
  isbn: isbnFit,
  gtin: gtinFit,
  sku: skuFit,
  availability: availabilityFit,
};

/**
 * How well a text is a value of the type, 0 to 1: 1 is exactly such a value; about 0.5 holds one among other words
 * ("Price: $12.99" for money) or may be one ("12" for money); 0 cannot be. A text above 200 characters is only `text`.
 */
export const fitsType = (text: string, type: ValueType): number =>
  type === 'text' ? 1 : text === '' || text.length > longestValue ? 0 : fits[type](text);
