import { stringify } from 'csv-stringify/sync';
import { cellOf, cellText } from './cell.ts';
import { guardFormula } from './guard-formula.ts';
import type { Sink } from './sink.ts';
import type { Table } from './table.ts';

/** How the file is to look; Excel reads UTF-8 only behind a byte order mark. */
export type CsvOptions = { readonly bom: boolean; readonly delimiter: ',' | ';' | '\t' };

const rowsAChunk = 1_000;
// The library quotes for its own line ends only, but readers end a line at a lone one too, and what follows would be
// a cell without a guard.
const separates = /[\r\n]/;

/** The rows as CSV (RFC 4180) with a line of names; formulas that the page smuggled in are inert. */
export const writeCsv = async (
  { columns, rows }: Table,
  { bom, delimiter }: CsvOptions,
  sink: Sink,
): Promise<void> => {
  const encode = (lines: readonly (readonly string[])[]): Uint8Array => {
    const guarded = lines.map((line) => line.map((text) => guardFormula(text).toWellFormed()));
    const written = stringify(guarded, { delimiter, record_delimiter: '\r\n', quoted_match: separates });
    return new TextEncoder().encode(written);
  };
  if (bom) sink.write(new Uint8Array([0xef, 0xbb, 0xbf]));
  sink.write(encode([columns]));
  for (let at = 0; at < rows.length; at += rowsAChunk) {
    const part = rows.slice(at, at + rowsAChunk);
    sink.write(encode(part.map((row) => columns.map((name) => cellText(cellOf(row, name))))));
    sink.tell(at + part.length);
  }
};
