import type { Row } from './cell.ts';

/** The one form that every writer takes: named columns, rows, and beside them what the cells mean, if that is known. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** A line a row: `values` of smart formatting. */
  readonly values: readonly Row[] | null;
};
