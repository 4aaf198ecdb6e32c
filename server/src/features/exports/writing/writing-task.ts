import type { MessagePort } from 'node:worker_threads';
import type { Fault } from '../../../kernel/app-error.ts';
import type { RowsSource } from './read-table.ts';
import type { CsvOptions } from './write-csv.ts';
import type { SheetTarget, ValuesBatch } from './write-values.ts';

/** A file to be written, and how. */
export type FileForm =
  | ({ readonly format: 'csv' } & CsvOptions)
  | { readonly format: 'xlsx'; readonly at: Date }
  | { readonly format: 'json' }
  | { readonly format: 'jsonl' };

/** What is sent to the thread that writes. */
export type WritingTask = {
  readonly source: RowsSource;
  readonly wanted:
    | { readonly kind: 'file'; readonly form: FileForm; readonly progress: MessagePort | null }
    /** Looks at rows without writing them. */
    | { readonly kind: 'columns'; readonly format: FileForm['format'] | 'sheets' }
    | { readonly kind: 'values'; readonly target: SheetTarget };
};

/** What comes back; its bytes are moved. */
export type WritingOutcome =
  | { readonly done: false; readonly faults: readonly Fault[] | 'malformed' }
  | { readonly done: true; readonly rows: number; readonly file: Uint8Array<ArrayBuffer> }
  | { readonly done: true; readonly rows: number; readonly columns: readonly string[] }
  | { readonly done: true; readonly rows: number; readonly batches: readonly ValuesBatch[] };
