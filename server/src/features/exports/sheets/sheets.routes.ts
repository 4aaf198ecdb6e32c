import { z } from 'zod';
import type { Door } from '../../../http/door.ts';
import { ok } from '../../../http/reply.ts';
import type { Routes } from '../../../http/route.ts';
import { writtenText } from '../../../kernel/written-text.ts';
import { RowsAsked, rowsAskedOnce, rowsAskedTwice } from '../rows-asked.schema.ts';
import type { exportToSheet, SheetResult } from './export-to-sheet.ts';
import { sheetModes } from './sheet-export.ts';

const SheetBody = RowsAsked.extend({
  spreadsheetId: z
    .string()
    .regex(/^[\w-]{10,200}$/, 'must be the part of its address behind /d/')
    .exactOptional()
    .describe('Without it a new spreadsheet is made'),
  title: writtenText({ most: 200 }).exactOptional().describe('Of a new spreadsheet'),
  sheetName: writtenText({ most: 100 }).exactOptional().describe('Without it the first sheet'),
  mode: z
    .enum(sheetModes, 'must be append, replace or new')
    .exactOptional()
    .describe('Default: append, or new without spreadsheetId'),
})
  .refine(rowsAskedOnce, rowsAskedTwice)
  .refine(({ spreadsheetId, mode }) => spreadsheetId !== undefined || mode === undefined || mode === 'new', {
    path: ['spreadsheetId'],
    message: 'must say to which spreadsheet',
  })
  .refine(({ spreadsheetId, title }) => spreadsheetId === undefined || title === undefined, {
    path: ['title'],
    message: 'must not be given beside spreadsheetId, which has one',
  });

const SheetReply = z.object({
  spreadsheet_id: z.string(),
  url: z.string(),
  sheet: z.string(),
  range: z.string().nullable().describe('Of the rows, in A1 notation'),
  rows_written: z.int(),
  usage: z.looseObject({}).describe('What it was charged'),
  request_id: z.string(),
});

const toReply = (
  { spreadsheetId, url, sheetName, range, rows, receipt }: SheetResult,
  requestId: string,
) => ({
  ...{ spreadsheet_id: spreadsheetId, url, sheet: sheetName, range, rows_written: rows },
  usage: receipt,
  request_id: requestId,
});

/** What the route asks for. */
export type SheetsNeeds<User> = {
  readonly door: Door<{ readonly userId: string; readonly user: User }>;
  readonly exportToSheet: ReturnType<typeof exportToSheet<User>>;
};

/** Declares `POST /api/sheets/export`. */
export const declareSheets = <User>(routes: Routes, { door, exportToSheet }: SheetsNeeds<User>): void => {
  routes.post(
    '/api/sheets/export',
    {
      ...{ door, summary: 'Rows into Google Sheets', body: SheetBody, list: 'rows', reply: SheetReply },
      headers: z.object({
        'x-google-access-token': z.string().min(1).max(4_096).optional(),
      }),
      idempotent: 'by handler',
      refusals: [402, 403, 404, 410, 503],
    },
    async ({ userId, user, body, headers, ...call }) => {
      const { spreadsheetId = null, title = null, sheetName = null } = body;
      const result = await exportToSheet({
        ...{ ...call, userId, user, rows: body, spreadsheetId, title, sheetName },
        mode: body.mode ?? (spreadsheetId === null ? 'new' : 'append'),
        googleToken: headers['x-google-access-token'] ?? null,
      });
      return ok(toReply(result, call.requestId));
    },
  );
};
