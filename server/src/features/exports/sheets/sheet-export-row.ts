import { z } from 'zod';
import { type Place, type SheetExport, sheetModes } from './sheet-export.ts';

/** The table of exports to sheets. */
export type SheetExportsTable = {
  sheet_exports: {
    id: string;
    user_id: string;
    key_hash: Uint8Array | null;
    request_hash: Uint8Array | null;
    mode: SheetExport['mode'];
    spreadsheet_id: string | null;
    spreadsheet_url: string | null;
    sheet_id: number | null;
    sheet_name: string | null;
    step: SheetExport['step'];
    columns: string | null;
    first_row: number | null;
    row_count: number;
    rows_written: number;
    receipt: string | null;
    runner: string | null;
    leased_until: Date | null;
  };
};

const Row = z.object({
  id: z.string(),
  user_id: z.string(),
  key_hash: z.instanceof(Uint8Array).nullable(),
  request_hash: z.instanceof(Uint8Array).nullable(),
  mode: z.enum(sheetModes),
  spreadsheet_id: z.string().nullable(),
  spreadsheet_url: z.string().nullable(),
  sheet_id: z.number().nullable(),
  sheet_name: z.string().nullable(),
  step: z.enum(['begun', 'placed', 'done', 'failed']),
  columns: z.array(z.number()).nullable(),
  first_row: z.number().nullable(),
  row_count: z.number(),
  rows_written: z.number(),
  receipt: z.looseObject({}).nullable(),
});

const placeOf = (row: z.output<typeof Row>): Place | null => {
  const { spreadsheet_id, spreadsheet_url, sheet_id, sheet_name, columns, first_row } = row;
  if (spreadsheet_id === null || sheet_id === null || columns === null || first_row === null) return null;
  return {
    ...{ spreadsheetId: spreadsheet_id, url: spreadsheet_url ?? '', sheetId: sheet_id },
    ...{ sheetName: sheet_name ?? '', columns, firstRow: first_row },
  };
};

/** A row of `sheet_exports` in our words. */
export const toSheetExport = (unread: unknown): SheetExport => {
  const row = Row.parse(unread);
  return {
    ...{ id: row.id, userId: row.user_id, mode: row.mode },
    idempotency:
      row.key_hash && row.request_hash ? { keyHash: row.key_hash, requestHash: row.request_hash } : null,
    ...{ spreadsheetId: row.spreadsheet_id, url: row.spreadsheet_url, sheetId: row.sheet_id },
    ...{ sheetName: row.sheet_name, step: row.step, place: placeOf(row), rowCount: row.row_count },
    ...{ rowsWritten: row.rows_written, receipt: row.receipt },
  };
};
