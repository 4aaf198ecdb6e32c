import { cellOf } from './cell.ts';
import type { Sink } from './sink.ts';
import type { Table } from './table.ts';

const rowsAChunk = 1_000;

/** One row with its cells in the order of the columns, whatever JavaScript makes of names such as "1". */
const rowWriter = (columns: readonly string[]) => {
  const keys = columns.map((name) => `${JSON.stringify(name.toWellFormed())}:`);
  return (row: Table['rows'][number]): string =>
    `{${columns.map((name, n) => `${keys[n]}${JSON.stringify(cellOf(row, name))}`).join(',')}}`;
};

const writeRows = ({ columns, rows }: Table, separator: string, sink: Sink): void => {
  const write = rowWriter(columns);
  for (let at = 0; at < rows.length; at += rowsAChunk) {
    const part = rows.slice(at, at + rowsAChunk).map(write);
    const head = at === 0 ? '' : separator;
    sink.write(new TextEncoder().encode(`${head}${part.join(separator)}`));
    sink.tell(at + part.length);
  }
};

/** The rows as a JSON list of objects (RFC 8259). */
export const writeJson = async (table: Table, sink: Sink): Promise<void> => {
  sink.write(new TextEncoder().encode('[\n'));
  writeRows(table, ',\n', sink);
  sink.write(new TextEncoder().encode('\n]\n'));
};

/** The rows as JSON Lines: an object a line. */
export const writeJsonLines = async (table: Table, sink: Sink): Promise<void> => {
  writeRows(table, '\n', sink);
  if (table.rows.length > 0) sink.write(new TextEncoder().encode('\n'));
};
