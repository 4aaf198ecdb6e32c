import { z } from 'zod';
import type { Credential } from '../google/find-credential.ts';
import { rangeOf } from '../writing/write-values.ts';
import type { SheetsApi } from './sheets-api.ts';

const Sheet = z
  .object({
    properties: z.object({
      sheetId: z.int().default(0),
      title: z.string(),
      gridProperties: z.object({ rowCount: z.int().default(0), columnCount: z.int().default(0) }).default({
        rowCount: 0,
        columnCount: 0,
      }),
    }),
  })
  .transform(({ properties: { sheetId, title, gridProperties } }) => ({ sheetId, title, ...gridProperties }));

const Spreadsheet = z.object({
  spreadsheetId: z.string(),
  spreadsheetUrl: z.string().optional(),
  sheets: z.array(Sheet).default([]),
});
const Values = z.object({ values: z.array(z.array(z.unknown())).default([]) });

/** A sheet of a spreadsheet, and the size of its grid. */
export type SheetProperties = z.output<typeof Sheet>;

const fields =
  'spreadsheetId,spreadsheetUrl,sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))';
const urlOf = (id: string): string => `https://docs.google.com/spreadsheets/d/${id}/edit`;
const quoted = (title: string): string => `'${title.replaceAll("'", "''")}'`;

type Asking = {
  readonly api: SheetsApi;
  readonly userId: string;
  readonly credential: Credential;
  /** Before each call: throws when whoever asks has lost its right to go on. */
  readonly before: () => Promise<void>;
};

/** One spreadsheet in the words of this room. All but `create` may be repeated without harm. */
export const openSpreadsheet = ({ api, userId, credential, before }: Asking, id: string) => {
  const base = `/v4/spreadsheets/${encodeURIComponent(id)}`;
  const as = { userId, credential };
  const call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: string | Uint8Array<ArrayBuffer>) =>
    api.call(
      { method, path: `${base}${path}`, isRepeatable: true, before, ...(body === undefined ? {} : { body }) },
      as,
    );
  const batchUpdate = (request: object) =>
    call('POST', ':batchUpdate', JSON.stringify({ requests: [request] }));

  return {
    read: async () => {
      const { sheets, spreadsheetUrl = urlOf(id) } = Spreadsheet.parse(
        await call('GET', `?fields=${encodeURIComponent(fields)}`),
      );
      return { sheets, url: spreadsheetUrl };
    },
    /** Makes the sheet `sheetId`, chosen by us: made twice, it is still one. */
    addSheet: (properties: object) => batchUpdate({ addSheet: { properties } }),
    /** Sets the size of the grid; never less than it is, so that nothing is lost. */
    enlarge: (sheet: SheetProperties, least: { rows: number; columns: number }) =>
      batchUpdate({
        updateSheetProperties: {
          properties: {
            sheetId: sheet.sheetId,
            gridProperties: {
              rowCount: Math.max(sheet.rowCount, least.rows),
              columnCount: Math.max(sheet.columnCount, least.columns),
            },
          },
          fields: 'gridProperties.rowCount,gridProperties.columnCount',
        },
      }),
    readRange: async (title: string, a1: string): Promise<readonly (readonly unknown[])[]> => {
      const range = encodeURIComponent(`${quoted(title)}!${a1}`);
      return Values.parse(await call('GET', `/values/${range}?valueRenderOption=FORMULA`)).values;
    },
    clear: (title: string) => call('POST', `/values/${encodeURIComponent(quoted(title))}:clear`, '{}'),
    /** Writes cells RAW: no text becomes a formula, a number or a date. */
    write: (range: string, body: string | Uint8Array<ArrayBuffer>) =>
      call('PUT', `/values/${encodeURIComponent(range)}?valueInputOption=RAW`, body),
    writeHead: async (title: string, names: readonly string[], column: number): Promise<void> => {
      const range = rangeOf(title, { row: 0, column, rows: 1, columns: names.length });
      const body = JSON.stringify({ range, majorDimension: 'ROWS', values: [names] });
      await call('PUT', `/values/${encodeURIComponent(range)}?valueInputOption=RAW`, body);
    },
  };
};

/** A spreadsheet that may be asked and written. */
export type OpenSpreadsheet = ReturnType<typeof openSpreadsheet>;

/**
 * Makes a spreadsheet with one empty sheet. Google knows no way to make one only once: when its answer is lost, an empty
 * one stays behind; no row is written before its id is known.
 */
export const createSpreadsheet = async (
  { api, userId, credential, before }: Asking,
  { title, sheet }: { readonly title: string; readonly sheet: object },
) => {
  const body = JSON.stringify({ properties: { title }, sheets: [{ properties: sheet }] });
  const path = `/v4/spreadsheets?fields=${encodeURIComponent(fields)}`;
  const call = { method: 'POST' as const, path, body, isRepeatable: false, before };
  const { spreadsheetId, spreadsheetUrl = urlOf(spreadsheetId) } = Spreadsheet.parse(
    await api.call(call, { userId, credential }),
  );
  return { spreadsheetId, url: spreadsheetUrl };
};
