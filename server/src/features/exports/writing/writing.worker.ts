/** The thread that writes exports: making text of many rows would hold up whoever answers everybody. */

import { move, transferableSymbol, valueSymbol } from 'piscina';
import { readTable } from './read-table.ts';
import type { Table } from './table.ts';
import { writeFile } from './write-file.ts';
import { longestSheetsCell, type ValuesBatch, writeValues } from './write-values.ts';
import { longestXlsxCell } from './write-xlsx.ts';
import type { WritingTask } from './writing-task.ts';

const formatOf = (wanted: WritingTask['wanted']) => {
  switch (wanted.kind) {
    case 'file':
      return wanted.form.format;
    case 'columns':
      return wanted.format;
    case 'values':
      return 'sheets';
  }
};

const longestCells = { sheets: longestSheetsCell, xlsx: longestXlsxCell };

const longestCellOf = (wanted: WritingTask['wanted']): number => {
  const format = formatOf(wanted);
  return format === 'sheets' || format === 'xlsx' ? longestCells[format] : Number.POSITIVE_INFINITY;
};

const moved = (outcome: object, buffers: readonly ArrayBuffer[]): unknown =>
  move({ [transferableSymbol]: buffers, [valueSymbol]: outcome });

const run = async (table: Table, wanted: WritingTask['wanted']): Promise<unknown> => {
  const rows = table.rows.length;
  switch (wanted.kind) {
    case 'columns':
      return { done: true, rows, columns: table.columns };
    case 'values': {
      const batches: ValuesBatch[] = [];
      writeValues(table, wanted.target, (batch) => batches.push(batch));
      return moved(
        { done: true, rows, batches },
        batches.map(({ body }) => body.buffer),
      );
    }
    case 'file': {
      const tell = (done: number): void => wanted.progress?.postMessage(done);
      const file = await writeFile(table, wanted.form, tell);
      wanted.progress?.close();
      return moved({ done: true, rows, file }, [file.buffer]);
    }
  }
};

/** Called by the pool with one export at a time. */
export default async ({ source, wanted }: WritingTask): Promise<unknown> => {
  const reading = readTable(source, longestCellOf(wanted));
  if (!reading.ok) return { done: false, faults: reading.faults };
  return run(reading.table, wanted);
};
