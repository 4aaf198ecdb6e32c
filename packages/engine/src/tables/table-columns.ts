import { rawAttribute, tagOf } from '../page/page.ts';
import { attributeText, type Located, locateAttribute } from '../page/text.ts';
import type { Column } from '../regions/region.ts';
import type { HeaderRows } from './header-rows.ts';
import { cellAt, sourceOf, type TableCells, textAt } from './table-cells.ts';

/** The columns of a table over its records; a column that says nothing at all is left out. */
export const tableColumns = (table: TableCells, header: HeaderRows, records: readonly number[]): Column[] => {
  const columns: Column[] = [];
  const links: Column[] = [];
  for (let c = 0; c < table.grid.width; c++) {
    const labels = labelsOf(table, header, c);
    const cells = records.map((r) => table.contents[cellAt(table, r, c)] ?? null);
    if (labels.length === 0 && cells.every((cell) => cell === null)) continue;
    if (isOrnament(table, header, { column: c, records })) continue;
    columns.push({ origin: 'table', labels, hints: hintsOf(table, records, c), cells });
    const link = linkColumn(table, records, c, labels[0] ?? '');
    if (link !== null) links.push(link);
  }
  return [...columns, ...links];
};

/** The names of a column: all its header rows together, then the lowest one. */
const labelsOf = (table: TableCells, header: HeaderRows, column: number): string[] => {
  const parts: string[] = [];
  let last = -1;
  for (let r = header.start; r < header.end; r++) {
    const cell = cellAt(table, r, column);
    const text = table.texts[cell] ?? '';
    if (cell !== last && text !== '' && parts[parts.length - 1] !== text) parts.push(text);
    last = cell;
  }
  const lowest = sourceOf(table, cellAt(table, header.end - 1, column))?.element;
  const short = lowest === undefined ? '' : attributeText(table.page, lowest, 'abbr');
  return [...new Set([parts.join(' '), parts[parts.length - 1] ?? '', short])].filter((text) => text !== '');
};

/**
 * A column that shares its header cell with a neighbour and says nothing of its own is there for the eye: a colour, a
 * flag. It is blank but for cells that span the neighbour too.
 */
const isOrnament = (
  table: TableCells,
  header: HeaderRows,
  { column, records }: { column: number; records: readonly number[] },
): boolean => {
  if (header.end === header.start) return false;
  const name = cellAt(table, header.end - 1, column);
  return [column - 1, column + 1].some(
    (other) =>
      other >= 0 &&
      other < table.grid.width &&
      cellAt(table, header.end - 1, other) === name &&
      records.every(
        (r) => textAt(table, r, column) === '' || cellAt(table, r, other) === cellAt(table, r, column),
      ),
  );
};

/** Class names and responsive labels (`data-label="Price"`) that the cells of a column share. */
const hintsOf = (table: TableCells, records: readonly number[], column: number): string[] => {
  const [first, second] = records.map((r) => sourceOf(table, cellAt(table, r, column))?.element ?? -1);
  if (first === undefined || first < 0) return [];
  const names = ['class', 'data-label', 'data-title', 'data-th'];
  return names.flatMap((name) => {
    const value = rawAttribute(table.page, first, name);
    const isShared = second === undefined || second < 0 || rawAttribute(table.page, second, name) === value;
    return value !== null && value !== '' && isShared ? [value] : [];
  });
};

/** The links of a column whose cells are mostly links. */
const linkColumn = (
  table: TableCells,
  records: readonly number[],
  column: number,
  name: string,
): Column | null => {
  const cells = records.map((r) => {
    const cell = sourceOf(table, cellAt(table, r, column));
    return cell === undefined ? null : firstLink(table, cell.element);
  });
  const count = cells.filter((cell) => cell !== null).length;
  if (count === 0 || count * 2 < records.length) return null;
  return { origin: 'table', labels: [`${name} url`.trim(), `${name} link`.trim()], hints: ['href'], cells };
};

const firstLink = ({ page }: TableCells, cell: number): Located | null => {
  const end = page.end[cell] ?? 0;
  for (let e = cell + 1; e < end; e++) {
    if (tagOf(page, e) !== 'a' || page.hidden[e] === 1) continue;
    const href = locateAttribute(page, e, 'href');
    if (href !== null && !/^(?:#|javascript:)/i.test(href.text)) return href;
  }
  return null;
};
