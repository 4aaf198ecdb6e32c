import type { Sink } from './sink.ts';
import type { Table } from './table.ts';
import { writeCsv } from './write-csv.ts';
import { writeJson, writeJsonLines } from './write-json.ts';
import { writeXlsx } from './write-xlsx.ts';
import type { FileForm } from './writing-task.ts';

const writeTo = (table: Table, form: FileForm, sink: Sink): Promise<void> => {
  switch (form.format) {
    case 'csv':
      return writeCsv(table, form, sink);
    case 'xlsx':
      return writeXlsx(table, form, sink);
    case 'json':
      return writeJson(table, sink);
    case 'jsonl':
      return writeJsonLines(table, sink);
  }
};

/** Writes the rows in one of the forms. @returns the file's bytes. */
export const writeFile = async (
  table: Table,
  form: FileForm,
  tell: (rows: number) => void,
): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array[] = [];
  await writeTo(table, form, { write: (bytes) => void parts.push(bytes), tell });
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
};
