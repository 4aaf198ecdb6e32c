import { Zip, ZipDeflate } from 'fflate';
import { cellOf, cellText } from './cell.ts';
import type { Sink } from './sink.ts';
import type { Table } from './table.ts';
import { typeCell } from './type-cell.ts';
import { createCellWriter, headXml } from './xlsx/cell-xml.ts';
import { createStyles, type Styles } from './xlsx/styles.ts';
import {
  fixedParts,
  linksXml,
  propertiesXml,
  sheetBegin,
  sheetEnd,
  workbookXml,
} from './xlsx/workbook-parts.ts';

/** What one cell holds in Excel. */
export const longestXlsxCell = 32_767;
const sheetName = 'Rows';
const rowsAChunk = 500;
const widthsFrom = 100;
const [narrowest, widest] = [8, 60];
/** The fastest: a sheet's XML repeats itself so much that the others save little. */
const level = 1;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const widthsOf = ({ columns, rows }: Table): readonly number[] => {
  const first = rows.slice(0, widthsFrom);
  return columns.map((name) => {
    const lengths = first.map((row) => cellText(cellOf(row, name)).length);
    return Math.min(widest, Math.max(narrowest, name.length + 2, ...lengths.map((length) => length + 1)));
  });
};

/** The letters of a column, from 0: A to Z, AA … */
const lettersOf = (column: number): string => {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : lettersOf(Math.floor(column / 26) - 1) + rest;
};

/** A file of parts (ZIP, APPNOTE 6.3), each written piece by piece. */
const createPackage = (at: Date, sink: Sink) => {
  const zip = new Zip((fault, bytes) => {
    if (fault) throw fault;
    sink.write(bytes);
  });
  const open = (name: string) => {
    const part = Object.assign(new ZipDeflate(name, { level }), { mtime: at });
    zip.add(part);
    const write = (xml: string, isLast = false): void => part.push(new TextEncoder().encode(xml), isLast);
    write(declaration);
    return write;
  };
  return { open, add: (name: string, xml: string): void => open(name)(xml, true), end: () => zip.end() };
};

/** The lines of a sheet as XML, some hundred at a time. */
const createRowsWriter = ({ columns, rows, values }: Table, styles: Styles) => {
  const letters = columns.map((_name, n) => lettersOf(n));
  const { links, write } = createCellWriter(styles);
  const rowXml = (row: Table['rows'][number], n: number): string => {
    const meanings = values?.[n];
    let cells = '';
    for (const [c, name] of columns.entries()) {
      const meaning = meanings && Object.hasOwn(meanings, name) ? meanings[name] : null;
      cells += write(`${letters[c]}${n + 2}`, typeCell(cellOf(row, name), meaning));
    }
    return `<row r="${n + 2}">${cells}</row>`;
  };
  return {
    links,
    head: (): string =>
      `<row r="1">${columns.map((name, c) => headXml(`${letters[c]}1`, name)).join('')}</row>`,
    part: (from: number): string =>
      rows
        .slice(from, from + rowsAChunk)
        .map((row, n) => rowXml(row, from + n))
        .join(''),
  };
};

/** The rows as an Excel workbook (ECMA-376) with one sheet: typed cells, links, a head that stays and filters. */
export const writeXlsx = async (table: Table, { at }: { readonly at: Date }, sink: Sink): Promise<void> => {
  const styles = createStyles();
  const { links, head, part } = createRowsWriter(table, styles);
  const { open, add, end } = createPackage(at, sink);
  const [column, row] = [lettersOf(table.columns.length - 1), table.rows.length + 1];
  const range = `A1:${column}${row}`;
  for (const [name, xml] of Object.entries(fixedParts)) add(name, xml);
  add('docProps/core.xml', propertiesXml(at));
  add('xl/workbook.xml', workbookXml(sheetName, `$A$1:$${column}$${row}`));
  const write = open('xl/worksheets/sheet1.xml');
  write(sheetBegin(range, widthsOf(table)) + head());
  for (let from = 0; from < table.rows.length; from += rowsAChunk) {
    write(part(from));
    sink.tell(Math.min(from + rowsAChunk, table.rows.length));
  }
  write(sheetEnd(range, links), true);
  add('xl/worksheets/_rels/sheet1.xml.rels', linksXml(links));
  add('xl/styles.xml', styles.toXml());
  end();
};
