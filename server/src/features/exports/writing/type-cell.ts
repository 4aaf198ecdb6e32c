import { type Cell, cellText } from './cell.ts';

/** A cell as spreadsheets know them. `format` is a number format of Office Open XML. */
export type TypedCell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly number: number; readonly format: string | null }
  | { readonly kind: 'date'; readonly date: Date; readonly format: string };

// A number and nothing else, written as a spreadsheet would write it: 007 and +49 are not, they would not come back.
const plainNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/;
// A spreadsheet keeps fifteen digits.
const mostDigits = 15;

/** A number that keeps all its digits, with the decimals that it was written with; else null. */
const readNumber = (text: string): TypedCell | null => {
  if (text.length > 20 || !plainNumber.test(text)) return null;
  const [whole = '', decimals = ''] = text.split('.');
  if (whole.replace('-', '').length + decimals.length > mostDigits) return null;
  const format = decimals === '' ? null : `0.${'0'.repeat(decimals.length)}`;
  return { kind: 'number', number: Number(text), format };
};

const isWebLink = (text: string): boolean =>
  /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) && text.isWellFormed();

const ofText = (text: string): TypedCell => {
  if (text === '') return { kind: 'empty' };
  return readNumber(text) ?? (isWebLink(text) ? { kind: 'link', url: text } : { kind: 'text', text });
};

const dateFormats: Readonly<Record<string, string>> = {
  day: 'yyyy-mm-dd',
  minute: 'yyyy-mm-dd hh:mm',
  second: 'yyyy-mm-dd hh:mm:ss',
};

const has = <K extends string>(value: unknown, key: K): value is Readonly<Record<K, unknown>> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

const ofDate = (value: Readonly<Record<'date', unknown>>): TypedCell | null => {
  const precision = has(value, 'precision') ? String(value.precision) : '';
  const format = dateFormats[precision];
  if (format === undefined || typeof value.date !== 'string') return null;
  // A spreadsheet knows no zones: the date and time are those of the page.
  const local = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?/.exec(value.date)?.[0];
  if (local === undefined || Number(local.slice(0, 4)) < 1901) return null;
  const date = new Date(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);
  return Number.isNaN(date.getTime()) ? null : { kind: 'date', date, format };
};

const ofAmount = (value: Readonly<Record<'amount', unknown>>): TypedCell | null => {
  if (typeof value.amount !== 'number' || has(value, 'to')) return null;
  const currency = has(value, 'currency') && typeof value.currency === 'string' ? value.currency : '';
  const format = /^[A-Z]{3}$/.test(currency) ? `[$${currency}] #,##0.00` : '#,##0.00';
  return { kind: 'number', number: value.amount, format };
};

/** What a value of smart formatting is to a spreadsheet; null: nothing more than its text. */
const ofMeaning = (value: unknown): TypedCell | null => {
  if (typeof value === 'number' && Number.isFinite(value))
    return { kind: 'number', number: value, format: null };
  if (has(value, 'amount')) return ofAmount(value);
  if (has(value, 'date')) return ofDate(value);
  if (has(value, 'percent') && typeof value.percent === 'number')
    return { kind: 'number', number: value.percent / 100, format: '0.##%' };
  if (has(value, 'value') && typeof value.value === 'number')
    return { kind: 'number', number: value.value, format: null };
  return null;
};

/** Types a cell. `meaning` is its value of smart formatting, where there is one. */
export const typeCell = (cell: Cell, meaning: unknown): TypedCell => {
  if (cell === null) return { kind: 'empty' };
  const meant = ofMeaning(meaning);
  if (meant !== null) return meant;
  if (typeof cell === 'boolean') return { kind: 'boolean', value: cell };
  if (typeof cell === 'number') return { kind: 'number', number: cell, format: null };
  return typeof cell === 'string' ? ofText(cell) : ofText(cellText(cell));
};
