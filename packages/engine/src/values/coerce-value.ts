import { readAvailability } from './availability.ts';
import { readDuration } from './duration.ts';
import { readMoney } from './money.ts';
import { findNumber, readNumber } from './number.ts';
import { readRating } from './rating.ts';
import type { ValueType } from './value-type.ts';

/** What stands behind it in a longer text is prose. */
const longestValue = 200;

const yes = new Set('true,yes,y,ja,oui,sí,si,sim,да,1,on,✓,✔,✅,x,included,enabled,active'.split(','));
const no = new Set('false,no,n,nein,non,não,нет,0,off,✗,✘,❌,–,-,none,excluded,disabled,inactive'.split(','));

/**
 * Reads a text as the JSON type that a schema asks for, by what kind of value it is: "4.5 out of 5" as a rating is 4.5,
 * "1.299,00 €" as money is 1299, "12K" is 12000, "In stock" is true. Null when it cannot be read without a guess.
 */
export const coerceValue = (
  text: string,
  kind: 'number' | 'integer' | 'boolean',
  type: ValueType,
): number | boolean | null => {
  const value = text.slice(0, longestValue).trim();
  if (kind === 'boolean') return readBoolean(value);
  const number = readNumberOf(value, type);
  return kind === 'integer' && number !== null && !Number.isInteger(number) ? null : number;
};

const readNumberOf = (text: string, type: ValueType): number | null => {
  switch (type) {
    case 'money':
      return readMoney(text)?.amount ?? null;
    case 'rating':
      return readRating(text);
    case 'duration':
      return readDuration(text) ?? readNumber(text);
    case 'date':
      return /^\d{4}$/.test(text) ? Number(text) : null;
    case 'phone':
    case 'email':
    case 'url':
    case 'image':
      return null;
    case 'isbn':
    case 'gtin':
    case 'sku':
      return /^\d{1,15}$/.test(text) ? Number(text) : null;
    default:
      return readNumber(text) ?? findNumber(text);
  }
};

const readBoolean = (text: string): boolean | null => {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  return readAvailability(word.replace(/^https?:\/\/schema\.org\//, ''));
};
