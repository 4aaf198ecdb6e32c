import type { Cell, CellEvidence, Evidence, Row } from './extraction.ts';
import type { FieldQuery } from './lexicon/concept.ts';
import { resolveUrl } from './page/base-url.ts';
import type { Page } from './page/page.ts';
import type { Located } from './page/text.ts';
import { createXPath } from './page/x-path.ts';
import type { CellContent, Column } from './regions/region.ts';

export type RowsWithEvidence = {
  readonly rows: readonly Row[];
  readonly evidence: readonly (readonly CellEvidence[])[];
};

/** Attributes that hold addresses: their cells are made absolute. */
const addressSources = new Set(['attr:href', 'attr:src', 'attr:data-src', 'attr:srcset']);

/** Writes the chosen columns as rows, each cell with the place that it came from. */
export const buildRows = (
  page: Page,
  fields: readonly FieldQuery[],
  { columns, records }: { readonly columns: readonly (Column | null)[]; readonly records: readonly number[] },
): RowsWithEvidence => {
  const pathOf = createXPath(page);
  const evidenceOf = ({ source, element, start, end }: Located): Evidence => ({
    source,
    path: pathOf(element),
    start,
    end,
  });
  const rows: Row[] = [];
  const evidence: CellEvidence[][] = [];
  for (const record of records) {
    const row: Record<string, Cell> = {};
    const places: CellEvidence[] = [];
    fields.forEach(({ name, type }, f) => {
      const content = columns[f]?.cells[record] ?? null;
      const read = content === null ? [] : readContent(page, content, type === 'url' || type === 'image');
      const isList = content !== null && !('text' in content);
      row[name] = isList && read.length > 1 ? read.map(({ text }) => text) : (read[0]?.text ?? null);
      const spots = read.map(({ located }) => evidenceOf(located));
      places.push(isList && spots.length > 1 ? spots : (spots[0] ?? null));
    });
    rows.push(row);
    evidence.push(places);
  }
  return { rows, evidence };
};

type Reading = { readonly text: string; readonly located: Located };

/** The values of a cell; an address that leads nowhere is no value. */
const readContent = (page: Page, content: CellContent, isAddress: boolean): Reading[] =>
  ('text' in content ? [content] : content).flatMap((located): Reading[] => {
    if (!addressSources.has(located.source) && !(isAddress && isMarkupAddress(located)))
      return [{ text: located.text, located }];
    const text = resolveUrl(page, located.text);
    return text === null ? [] : [{ text, located }];
  });

/** Addresses in embedded data may be relative too; visible text is never rewritten. */
const isMarkupAddress = ({ source, text }: Located): boolean =>
  source !== 'text' && source !== 'microdata' && /^(?:https?:)?\//.test(text);
