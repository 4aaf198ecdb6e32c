import type { Idempotency } from '../../../kernel/idempotency.ts';

/** Where in a spreadsheet an export's rows go: taken once, and written down before the first of them is written. */
export type Place = {
  readonly spreadsheetId: string;
  readonly url: string;
  readonly sheetId: number;
  readonly sheetName: string;
  /** The column of each field, counted from 0. */
  readonly columns: readonly number[];
  /** The row of the first one, counted from 0. */
  readonly firstRow: number;
};

/** What one does with the rows that are there already. */
export const sheetModes = ['append', 'replace', 'new'] as const;
export type SheetMode = (typeof sheetModes)[number];

/** An export to a sheet as it is kept. */
export type SheetExport = {
  readonly id: string;
  readonly userId: string;
  /** What makes a request that is sent again the same export; null: nothing does. */
  readonly idempotency: Idempotency | null;
  readonly mode: SheetMode;
  /** Null: one is still to be made. */
  readonly spreadsheetId: string | null;
  readonly url: string | null;
  /** Chosen by us for a sheet that is still to be made, so that making it twice is making it once. */
  readonly sheetId: number | null;
  readonly sheetName: string | null;
  readonly step: 'begun' | 'placed' | 'done' | 'failed';
  readonly place: Place | null;
  readonly rowCount: number;
  readonly rowsWritten: number;
  readonly receipt: object | null;
};
