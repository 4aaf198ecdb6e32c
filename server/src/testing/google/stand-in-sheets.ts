/**
 * A stand-in for Google: the Sheets API v4 as it behaves where it matters to exports, and the OAuth it stands on. It
 * checks scopes, the size of a call and that writing is RAW; its answers can be lost before or after the work is done.
 */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createStandInOAuth, type Grant } from './stand-in-oauth.ts';
import {
  addSheet,
  appendValues,
  clearValues,
  getValues,
  resizeSheet,
  SheetsFault,
  updateValues,
  type Workbook,
} from './workbooks.ts';

/** What becomes of a call: done and answered, done and the answer lost, not even done, or refused as told. */
export type Fate =
  | 'answered'
  | 'reply lost'
  | 'request lost'
  | { readonly status: number; readonly message?: string; readonly retryAfter?: string };
/** A call that came, counted from 1. */
export type SheetsCall = { readonly n: number; readonly method: string; readonly path: string };
/** Told of each call twice: before it is done, where its fate is decided, and after. */
export type CallHooks = {
  readonly decide?: (call: SheetsCall) => Fate | Promise<Fate>;
  readonly done?: (call: SheetsCall) => void | Promise<void>;
};

const Properties = z.object({
  sheetId: z.number().optional(),
  title: z.string().optional(),
  gridProperties: z
    .object({ rowCount: z.number().optional(), columnCount: z.number().optional() })
    .optional(),
});
const Values = z.object({ values: z.array(z.array(z.unknown())) });
const Batch = z.object({
  requests: z.array(
    z.union([
      z.object({ addSheet: z.object({ properties: Properties }) }),
      z.object({ updateSheetProperties: z.object({ properties: Properties }) }),
    ]),
  ),
});
const Made = z.object({
  properties: z.object({ title: z.string() }),
  sheets: z.array(z.object({ properties: Properties })).default([]),
});

const mostBodyBytes = 2_000_000;
const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

/** Starts the stand-in on a port of its own. */
export const openStandInSheets = async () => {
  const books = new Map<string, Workbook>();
  const oauth = createStandInOAuth();
  const writes: number[] = [];
  const inputs: string[] = [];
  let hooks: CallHooks = {};
  let calls = 0;

  const describe = ({ id, title, sheets }: Workbook) => ({
    ...{
      spreadsheetId: id,
      spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
      properties: { title },
    },
    sheets: sheets.map((sheet) => ({
      properties: {
        ...{ sheetId: sheet.sheetId, title: sheet.title },
        gridProperties: { rowCount: sheet.rowCount, columnCount: sheet.columnCount },
      },
    })),
  });

  const make = ({ account }: { account: string }, sent: unknown): Workbook => {
    const { properties, sheets } = Made.parse(sent);
    const id = randomUUID();
    const book: Workbook = { id, title: properties.title, madeBy: account, sharedWith: [], sheets: [] };
    for (const sheet of sheets.length > 0 ? sheets : [{ properties: {} }]) addSheet(book, sheet.properties);
    books.set(id, book);
    return book;
  };

  const reach = (id: string, { account, scopes }: Grant): Workbook => {
    const book = books.get(id);
    const mayAll = scopes.includes(scope('spreadsheets'));
    if (!mayAll && !scopes.includes(scope('drive.file'))) {
      throw new SheetsFault(403, 'Request had insufficient authentication scopes.');
    }
    if (!book || (!mayAll && book.madeBy !== account))
      throw new SheetsFault(404, 'Requested entity was not found.');
    if (book.madeBy !== account && !book.sharedWith.includes(account)) {
      throw new SheetsFault(403, 'The caller does not have permission');
    }
    return book;
  };

  const batchUpdate = (book: Workbook, sent: unknown) => {
    for (const request of Batch.parse(sent).requests) {
      if ('addSheet' in request) addSheet(book, request.addSheet.properties);
      else resizeSheet(book, request.updateSheetProperties.properties);
    }
    return { spreadsheetId: book.id, replies: [{}] };
  };

  const perform = (method: string, url: URL, grant: Grant, sent: unknown): unknown => {
    const [, id = '', rest = ''] = /^\/v4\/spreadsheets\/?([^/:]*)(.*)$/.exec(url.pathname) ?? [];
    if (id === '') return describe(make(grant, sent));
    const book = reach(id, grant);
    if (rest === ':batchUpdate') return batchUpdate(book, sent);
    const [, range = '', verb = ''] = /^\/values\/(.*?)(:append|:clear)?$/.exec(rest) ?? [];
    if (range === '') return describe(book);
    const cells = decodeURIComponent(range);
    if (method === 'GET') return getValues(book, cells);
    if (verb === ':clear') return clearValues(book, cells);
    const input = url.searchParams.get('valueInputOption') ?? '';
    inputs.push(input);
    const { values } = Values.parse(sent);
    return (verb === ':append' ? appendValues : updateValues)(book, cells, values, input);
  };

  const answerOAuth = (url: URL, body: string) =>
    url.pathname === '/token'
      ? oauth.token(body)
      : oauth.revoke(url.searchParams.get('token') ?? new URLSearchParams(body).get('token') ?? '');

  const answerSheets = (req: IncomingMessage, url: URL, body: string): { status: number; value: unknown } => {
    try {
      const grant = oauth.grantOf(req.headers.authorization);
      if (!grant) throw new SheetsFault(401, 'Request had invalid authentication credentials.');
      if (body.length > mostBodyBytes) throw new SheetsFault(413, 'Request payload size exceeds the limit.');
      return {
        status: 200,
        value: perform(req.method ?? '', url, grant, body === '' ? null : JSON.parse(body)),
      };
    } catch (fault) {
      if (!(fault instanceof SheetsFault)) throw fault;
      return { status: fault.status, value: { error: { code: fault.status, message: fault.message } } };
    }
  };

  const send = (
    res: ServerResponse,
    { status, value }: { status: number; value: unknown },
    retryAfter?: string,
  ) => {
    const headers = {
      'content-type': 'application/json',
      ...(retryAfter ? { 'retry-after': retryAfter } : {}),
    };
    res.writeHead(status, headers).end(JSON.stringify(value));
  };

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = new URL(req.url ?? '', 'http://stand-in');
    const body = await text(req);
    if (!url.pathname.startsWith('/v4/')) return send(res, answerOAuth(url, body));
    calls += 1;
    if (req.method !== 'GET') writes.push(performance.now());
    const call = { n: calls, method: req.method ?? '', path: decodeURIComponent(url.pathname) };
    const fate = (await hooks.decide?.(call)) ?? 'answered';
    if (fate === 'request lost') return void res.destroy();
    if (typeof fate === 'object') {
      const { status, message = 'Quota exceeded for quota metric', retryAfter } = fate;
      return send(res, { status, value: { error: { code: status, message } } }, retryAfter);
    }
    const answer = answerSheets(req, url, body);
    await hooks.done?.(call);
    if (fate === 'reply lost') return void res.destroy();
    send(res, answer);
  };

  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    oauth,
    /** When each write came, in milliseconds. */
    writes,
    /** The `valueInputOption` of every write. */
    inputs,
    setHooks: (now: CallHooks): void => {
      [hooks, calls] = [now, 0];
    },
    countCalls: (): number => calls,
    /** A spreadsheet that somebody has, with rows in its first sheet. */
    addBook: (
      madeBy: string,
      rows: readonly (readonly (string | number)[])[] = [],
      grid: object = {},
    ): Workbook => {
      const book = make(
        { account: madeBy },
        { properties: { title: 'Ours' }, sheets: [{ properties: { title: 'Rows', gridProperties: grid } }] },
      );
      for (const row of rows) book.sheets[0]?.rows.push([...row]);
      return book;
    },
    book: (id: string): Workbook => {
      const found = books.get(id);
      if (!found) throw new Error('The stand-in has no such spreadsheet.');
      return found;
    },
    countBooks: (): number => books.size,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Google, as a test has it. */
export type StandInSheets = Awaited<ReturnType<typeof openStandInSheets>>;
