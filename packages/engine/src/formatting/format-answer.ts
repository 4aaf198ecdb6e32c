import type { AnsweredField } from '../answering/build-rows.ts';
import type { Cell, Row } from '../extraction.ts';
import type { Page } from '../page/page.ts';
import { type FormattedRow, formatRows } from './format-rows.ts';
import { readPageLocale } from './page-locale.ts';

type Answer = {
  readonly records: readonly number[];
  readonly rows: readonly Row[];
  readonly now: Date | null;
};

/** The values of an answer's rows. What a schema made a number of is read again from the page's own text. */
export const formatAnswer = (
  page: Page,
  fields: readonly AnsweredField[],
  { records, rows, now }: Answer,
): FormattedRow[] => {
  const textsAt = (row: number, field: number): readonly string[] => {
    const { name = '', column = null } = fields[field] ?? {};
    const cell = rows[row]?.[name] ?? null;
    if (cell === null) return [];
    return ownTexts(cell) ?? columnTexts(column, records[row] ?? -1);
  };
  return formatRows({ fields, rows, textsAt, locale: readPageLocale(page), now });
};

const ownTexts = (cell: Cell): readonly string[] | null => {
  if (typeof cell === 'string') return [cell];
  const items = Array.isArray(cell) ? cell : [];
  const texts = items.filter((item) => typeof item === 'string');
  return texts.length > 0 ? texts : null;
};

const columnTexts = (column: AnsweredField['column'], record: number): readonly string[] => {
  const content = column?.cells[record] ?? null;
  if (content === null) return [];
  return 'text' in content ? [content.text] : content.map(({ text }) => text);
};
