import type { Cell, Row, Scalar } from '../extraction.ts';
import { readAvailability } from '../values/availability.ts';
import type { ValueType } from '../values/value-type.ts';
import { type DateValue, formatDates } from './format-date.ts';
import { formatDurations } from './format-duration.ts';
import { countryOfMoney, formatMoney, type MoneyValue } from './format-money.ts';
import {
  formatNumbers,
  formatPercents,
  formatRatings,
  type PercentValue,
  type RatingValue,
} from './format-number.ts';
import { formatPhones } from './format-phone.ts';
import type { PageLocale } from './page-locale.ts';

/** A text as what it means; null when it cannot be read without a guess. */
export type TypedValue = MoneyValue | DateValue | RatingValue | PercentValue | Scalar | null;
export type FormattedCell = TypedValue | readonly TypedValue[];
export type FormattedRow = Readonly<Record<string, FormattedCell>>;

/** Rows to be formatted; `textsAt` gives a cell's texts as they stand in the page. */
export type Formatting = {
  readonly fields: readonly { readonly name: string; readonly type: ValueType }[];
  readonly rows: readonly Row[];
  readonly textsAt: (row: number, field: number) => readonly string[];
  readonly locale: PageLocale;
  /** When the page was read, for "2 days ago"; null: such dates have no value. */
  readonly now: Date | null;
};

type ColumnReader = (texts: readonly string[], context: Context) => readonly TypedValue[];
type Context = { readonly locale: PageLocale; readonly now: Date | null; readonly country: string | null };

const one =
  (read: (text: string) => TypedValue): ColumnReader =>
  (texts) =>
    texts.map(read);

const readers: Readonly<Partial<Record<ValueType, ColumnReader>>> = {
  money: (texts, { locale }) => formatMoney(texts, locale),
  number: (texts, { locale }) => formatNumbers(texts, locale),
  percent: (texts, { locale }) => formatPercents(texts, locale),
  rating: formatRatings,
  date: (texts, { locale, now }) => formatDates(texts, locale, now),
  duration: formatDurations,
  phone: (texts, { country }) => formatPhones(texts, country),
  email: one((text) => text.trim().replace(/^mailto:/i, '')),
  url: one((text) => URL.parse(text)?.href ?? text.trim()),
  image: one((text) => URL.parse(text)?.href ?? text.trim()),
  availability: one((text) => readAvailability(text)),
};

/**
 * What the cells mean, beside the rows that say it in the page's own words: money, dates, numbers, percentages, ratings,
 * durations, telephone numbers, addresses and stock, a line a row. Columns of text are left out, but for lists of one,
 * which become that one. A column is read as a whole: its clear cells decide how the unclear ones are read.
 */
export const formatRows = ({ fields, rows, textsAt, locale, now }: Formatting): FormattedRow[] => {
  const values: Record<string, FormattedCell>[] = rows.map(() => ({}));
  const country = locale.country ?? countryOfPrices({ fields, rows, textsAt, locale });
  fields.forEach(({ name, type }, f) => {
    const cells = rows.map((row, r) => ({ cell: row[name] ?? null, texts: textsAt(r, f) }));
    const reader = readers[type];
    if (reader === undefined && !cells.some(({ cell }) => isListOfOne(cell))) return;
    const typed =
      reader === undefined ? textColumn(cells) : typedColumn(cells, reader, { locale, now, country });
    typed.forEach((value, r) => {
      const row = values[r];
      if (row !== undefined) row[name] = value;
    });
  });
  return values;
};

type ColumnCell = { readonly cell: Cell; readonly texts: readonly string[] };

/** Prices in a currency of one country tell where a page of an untold language comes from. */
const countryOfPrices = ({ fields, rows, textsAt, locale }: Omit<Formatting, 'now'>): string | null => {
  if (!fields.some(({ type }) => type === 'phone')) return null;
  const texts = fields.flatMap(({ type }, f) =>
    type === 'money' ? rows.slice(0, 40).flatMap((_row, r) => textsAt(r, f)) : [],
  );
  return countryOfMoney(formatMoney(texts, locale));
};

const isListOfOne = (cell: Cell): boolean => Array.isArray(cell) && cell.length === 1;

const textColumn = (cells: readonly ColumnCell[]): FormattedCell[] =>
  cells.map(({ cell }) => {
    if (!Array.isArray(cell)) return cell;
    const items = cell.map((item) => (typeof item === 'string' ? item.trim() : item));
    return items.length === 1 ? (items[0] ?? null) : items;
  });

const typedColumn = (cells: readonly ColumnCell[], read: ColumnReader, context: Context): FormattedCell[] => {
  const all = read(
    cells.flatMap(({ texts }) => texts),
    context,
  );
  let from = 0;
  return cells.map(({ texts }) => {
    const own = all.slice(from, from + texts.length);
    from += texts.length;
    return own.length > 1 ? own : (own[0] ?? null);
  });
};
