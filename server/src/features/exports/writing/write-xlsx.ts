import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cell as SheetCell, Style, stream } from 'exceljs';
import { cellOf, cellText } from './cell.ts';
import { opensAFormula } from './guard-formula.ts';
import type { Sink } from './sink.ts';
import type { Table } from './table.ts';
import { type TypedCell, typeCell } from './type-cell.ts';

type Sheet = ReturnType<stream.xlsx.WorkbookWriter['addWorksheet']>;

/** What one cell holds in Excel. */
export const longestXlsxCell = 32_767;
// Excel repairs a sheet that has more, and an address that is longer.
const mostLinks = 65_530;
const longestLink = 2_079;
const rowsATurn = 500;
const widthsFrom = 100;
const [narrowest, widest] = [8, 60];

// Text stays text in such a cell also when somebody edits it: Excel's own guard, and no part of the value.
// The library looks a style up by the object it is: one for all that have none of their own.
const plainStyle: Partial<Style> = {};
const textStyle: Partial<Style> = { numFmt: '@' };
const linkStyle: Partial<Style> = { font: { color: { argb: 'FF0563C1' }, underline: true } };
const headStyle: Partial<Style> = { font: { bold: true }, numFmt: '@' };

/** Styles by number format, each made once: a million cells share a few. */
const createFormats = () => {
  const made = new Map<string, Partial<Style>>();
  return (numFmt: string): Partial<Style> => {
    const style = made.get(numFmt) ?? { numFmt };
    made.set(numFmt, style);
    return style;
  };
};

/** As Office Open XML writes it: no character that XML forbids, and `_x0041_` taken for what it is. */
const toXmlText = (text: string): string => (isPlain.test(text) ? text : escapeText(text));

// Nearly every text: nothing in it that XML or Excel take for something else.
const isPlain = /^[ -^`-~\u00a0-\ud7ff]*$/;

const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids.
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/_x([0-9a-f]{4})_/gi, '_x005F_x$1_');

const putText = (cell: SheetCell, text: string): void => {
  const written = toXmlText(text);
  // Only a text in parts keeps its white space at both ends.
  cell.value = /^\s|\s$/.test(written) ? { richText: [{ text: written }] } : written;
  cell.style = opensAFormula(text) ? textStyle : plainStyle;
};

const putLink = (cell: SheetCell, url: string): void => {
  cell.value = { text: toXmlText(url), hyperlink: url };
  cell.style = linkStyle;
};

const createPutter = () => {
  const formatOf = createFormats();
  let links = 0;
  return (cell: SheetCell, typed: TypedCell): void => {
    switch (typed.kind) {
      case 'empty':
        break;
      case 'boolean':
        cell.value = typed.value;
        cell.style = plainStyle;
        break;
      case 'number':
        cell.value = typed.number;
        cell.style = typed.format === null ? plainStyle : formatOf(typed.format);
        break;
      case 'date':
        cell.value = typed.date;
        cell.style = formatOf(typed.format);
        break;
      case 'link':
        links += 1;
        if (links <= mostLinks && typed.url.length <= longestLink) putLink(cell, typed.url);
        else putText(cell, typed.url);
        break;
      case 'text':
        putText(cell, typed.text);
    }
  };
};

const widthsOf = ({ columns, rows }: Table): readonly number[] => {
  const first = rows.slice(0, widthsFrom);
  return columns.map((name) => {
    const lengths = first.map((row) => cellText(cellOf(row, name)).length);
    return Math.min(widest, Math.max(narrowest, name.length + 2, ...lengths.map((length) => length + 1)));
  });
};

const putHead = (sheet: Sheet, table: Table): void => {
  widthsOf(table).forEach((width, n) => {
    sheet.getColumn(n + 1).width = width;
  });
  const head = sheet.addRow([]);
  table.columns.forEach((name, n) => {
    const cell = head.getCell(n + 1);
    putText(cell, name);
    cell.style = headStyle;
  });
  head.commit();
};

const putRows = async (sheet: Sheet, { columns, rows, values }: Table, sink: Sink): Promise<void> => {
  const put = createPutter();
  for (const [n, row] of rows.entries()) {
    const line = sheet.addRow([]);
    columns.forEach((name, c) => {
      const meanings = values?.[n];
      const meaning = meanings && Object.hasOwn(meanings, name) ? meanings[name] : null;
      put(line.getCell(c + 1), typeCell(cellOf(row, name), meaning));
    });
    line.commit();
    if ((n + 1) % rowsATurn !== 0) continue;
    sink.tell(n + 1);
    // What is written is compressed meanwhile, and does not pile up.
    await nextTurn();
  }
  sink.tell(rows.length);
};

/** The rows as an Excel workbook (ECMA-376) with one sheet: typed cells, links, a head that stays and filters. */
export const writeXlsx = async (table: Table, { at }: { readonly at: Date }, sink: Sink): Promise<void> => {
  // Not small: it is loaded by the thread that needs it.
  const { default: excel } = await import('exceljs');
  const out = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      sink.write(chunk);
      done();
    },
  });
  const book = new excel.stream.xlsx.WorkbookWriter({
    stream: out,
    // Shared texts would all be kept in memory until the end.
    useSharedStrings: false,
    useStyles: true,
    zip: { zlib: { level: 3 } },
  });
  book.creator = 'Gleaner';
  book.lastModifiedBy = 'Gleaner';
  book.created = at;
  book.modified = at;
  const sheet = book.addWorksheet('Rows', { views: [{ state: 'frozen', ySplit: 1 }] });
  putHead(sheet, table);
  await putRows(sheet, table, sink);
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: table.rows.length + 1, column: table.columns.length },
  };
  sheet.commit();
  await book.commit();
};
