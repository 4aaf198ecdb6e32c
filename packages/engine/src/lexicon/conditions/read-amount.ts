import { writeDate } from '../../formatting/calendar-date.ts';
import { formatDurations } from '../../formatting/format-duration.ts';
import { readDate } from '../../formatting/read-date.ts';
import { findNumber } from '../../values/number.ts';
import type { ValueType } from '../../values/value-type.ts';

/** What a condition compares with, and the kind of value that its unit tells. */
export type Amount = { readonly value: number | string; readonly type: ValueType | null };

const signs = '[$€£¥₹]|(?:us|ca|au)\\$|\\b(?:usd|eur|gbp|chf|cad|aud|rs\\.?)';
const money = '[$€£¥₹](?![\\d])|(?:usd|eur|gbp|chf|cad|aud|euros?|dollars?|pounds?|bucks)\\b';
const time = '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|minuten?|stunden?|minutos?|horas?|heures?)\\b';
const months =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|abr|ago|dic)\\p{Ll}{0,8}';
const year = '(?:1[89]|20)\\d\\d';

/** An amount with its unit, or a date; for use within a pattern. */
export const amountPattern = `(?:(?:${signs})\\s?)?\\d[\\d.,]*(?<=\\d)(?:[km]\\b|\\s?(?:million|billion|thousand)\\b)?\\s?(?:%|percent\\b|${money}|stars?\\b|sternen?\\b|étoiles?\\b|estrellas?\\b|${time})?`;
export const datePattern = `\\d{4}-\\d\\d(?:-\\d\\d)?|\\d{1,2}[./]\\d{1,2}[./](?:\\d{4}|\\d\\d)\\b|(?:\\d{1,2}(?:st|nd|rd|th|\\.)?\\s(?:of\\s)?)?${months}\\.?(?:\\s\\d{1,2}(?:st|nd|rd|th)?)?,?\\s${year}\\b|${year}\\b(?![.,]?\\d)`;

const scales: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
};
const scale = /\d\s?(k|m|million|billion|thousand)\b/i;

/** Reads what `amountPattern` matches. */
export const readAmount = (written: string): Amount | null => {
  const text = written.trim();
  if (new RegExp(`\\d\\s?${time}`, 'iu').test(text)) {
    const span = formatDurations([text])[0] ?? null;
    return span === null ? null : { value: span, type: 'duration' };
  }
  const factor = scales[scale.exec(text)?.[1]?.toLowerCase() ?? ''] ?? 1;
  const number = findNumber(text.replace(/^\D+|\D+$/g, ''));
  return number === null ? null : { value: number * factor, type: typeOf(text) };
};

const typeOf = (text: string): ValueType | null => {
  if (new RegExp(signs, 'i').test(text) || new RegExp(money, 'i').test(text)) return 'money';
  if (/%|percent/i.test(text)) return 'percent';
  if (/star|stern|étoile|estrella/i.test(text)) return 'rating';
  return null;
};

/** Reads what `datePattern` matches, as far as it is told: `2024`, `2024-05`, `2024-05-01`. */
export const readDay = (written: string): string | null => {
  const plain = written.replace(/(\d)(?:st|nd|rd|th)\b/g, '$1').replace(/\bof\b/g, ' ');
  const [date, other] = readDate(plain, null);
  return date === undefined || other !== undefined || date.year === null ? null : writeDate(date);
};
