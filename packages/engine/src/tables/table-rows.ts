import { type Page, rawAttribute, tagOf } from '../page/page.ts';

/** A cell as the markup gives it, before it has a place in the grid. */
export type SourceCell = {
  readonly element: number;
  /** `colspan`, 1 to 1000. */
  readonly columns: number;
  /** `rowspan`, up to 65534; 0 reaches to the end of the row group. */
  readonly rows: number;
  readonly isHeader: boolean;
};

type RowPart = 'head' | 'body' | 'foot';

export type SourceRow = {
  readonly element: number;
  /** The `thead`, `tbody`, `tfoot` or ARIA row group: a cell does not span out of it. */
  readonly group: number;
  readonly part: RowPart;
  readonly cells: SourceCell[];
};

const maxColumns = 1000;
const maxRows = 65_534;

/** The rows of a `<table>`, those of tables nested in it left aside; `tfoot` comes last (HTML §4.9.12.1). */
export const readTableRows = (page: Page, table: number): SourceRow[] => {
  const rows: SourceRow[] = [];
  const end = page.end[table] ?? 0;
  const tags = {
    table: page.tagNames.find('table'),
    row: page.tagNames.find('tr'),
    data: page.tagNames.find('td'),
    header: page.tagNames.find('th'),
  };
  for (let e = table + 1; e < end; ) {
    const tag = page.tag[e];
    const isCell = tag === tags.data || tag === tags.header;
    if (tag === tags.row) rows.push(openRow(page, e));
    if (isCell) rowOf(page, rows, e).cells.push(readCell(page, e, tag === tags.header));
    e = isCell || tag === tags.table ? (page.end[e] ?? end) : e + 1;
  }
  const isFoot = (row: SourceRow): boolean => row.part === 'foot';
  return rows.some(isFoot) ? [...rows.filter((row) => !isFoot(row)), ...rows.filter(isFoot)] : rows;
};

/** The row that a cell stands in. A cell without a `tr` belongs to whatever element holds it. */
const rowOf = (page: Page, rows: SourceRow[], cell: number): SourceRow => {
  const last = rows[rows.length - 1];
  const parent = page.parent[cell] ?? 0;
  if (last !== undefined && (last.element === parent || cell < (page.end[last.element] ?? 0))) return last;
  const row = openRow(page, parent);
  rows.push(row);
  return row;
};

const openRow = (page: Page, element: number): SourceRow => {
  const group = page.parent[element] ?? 0;
  const tag = tagOf(page, group);
  return { element, group, part: tag === 'thead' ? 'head' : tag === 'tfoot' ? 'foot' : 'body', cells: [] };
};

const readCell = (page: Page, element: number, isHeader: boolean): SourceCell => ({
  element,
  columns: Math.max(1, span(page, element, 'colspan', maxColumns)),
  rows: span(page, element, 'rowspan', maxRows),
  isHeader: isHeader || rawAttribute(page, element, 'role') === 'columnheader',
});

const span = (page: Page, element: number, name: string, most: number): number => {
  const count = Number.parseInt(rawAttribute(page, element, name) ?? '', 10);
  return Number.isNaN(count) || count < 0 ? 1 : Math.min(most, count);
};

const cellRoles = new Set(['cell', 'gridcell', 'columnheader', 'rowheader']);

/** The rows of an ARIA table or grid (WAI-ARIA 1.2, `table`, `grid`, `treegrid`), nested ones left aside. */
export const readAriaRows = (page: Page, grid: number): SourceRow[] => {
  const rows: SourceRow[] = [];
  const end = page.end[grid] ?? 0;
  for (let e = grid + 1; e < end; ) {
    const role = rawAttribute(page, e, 'role') ?? '';
    const isCell = cellRoles.has(role);
    if (role === 'row') rows.push({ element: e, group: grid, part: 'body', cells: [] });
    if (isCell) rows[rows.length - 1]?.cells.push(readAriaCell(page, e, role));
    e = isCell || ariaTableRoles.has(role) ? (page.end[e] ?? end) : e + 1;
  }
  return rows;
};

/** Roles of an element that holds rows of cells. */
export const ariaTableRoles: ReadonlySet<string> = new Set(['table', 'grid', 'treegrid']);

const readAriaCell = (page: Page, element: number, role: string): SourceCell => ({
  element,
  columns: Math.max(1, span(page, element, 'aria-colspan', maxColumns)),
  rows: span(page, element, 'aria-rowspan', maxRows),
  isHeader: role === 'columnheader' || role === 'rowheader',
});
