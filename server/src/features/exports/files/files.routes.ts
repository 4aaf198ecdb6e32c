import { z } from 'zod';
import type { Door } from '../../../http/door.ts';
import { ok, type Reply } from '../../../http/reply.ts';
import type { Routes } from '../../../http/route.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { RowsAsked, rowsAskedOnce, rowsAskedTwice } from '../rows-asked.schema.ts';
import type { FileForm } from '../writing/writing-task.ts';
import type { Export } from './export.ts';
import type { ExportsStore } from './exports.store.ts';
import { mediaTypeOf } from './file-form.ts';
import { safeFileName } from './file-name.ts';
import type { makeExport } from './make-export.ts';
import type { findExport, watchExport } from './watch-export.ts';

const ExportBody = RowsAsked.extend({
  format: z.enum(['csv', 'xlsx', 'json', 'jsonl'], 'must be csv, xlsx, json or jsonl'),
  fileName: z.string().min(1).max(500).exactOptional().describe('Its ending is that of the format'),
  async: z.boolean().default(false).describe('Whether to answer at once and make it as a job'),
  bom: z.boolean().default(false).describe('csv: a byte order mark, by which Excel knows UTF-8'),
  delimiter: z.enum([',', ';', '\t'], 'must be "," or ";" or a tab').default(',').describe('csv'),
}).refine(rowsAskedOnce, rowsAskedTwice);

const ExportReply = z.object({
  id: z.uuid(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  rows: z.int(),
  rows_written: z.int(),
  url: z.string().describe('Ask here how far it is; as server-sent events with Accept: text/event-stream'),
  file: z
    .object({ url: z.string(), name: z.string(), type: z.string(), bytes: z.int() })
    .nullable()
    .describe('When it is done'),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  usage: z.looseObject({}).nullable().describe('What it was charged'),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});

const urlOf = (id: string): string => `/api/exports/${id}`;

const toReply = (found: Export) => ({
  ...{ id: found.id, state: found.state, rows: found.rowCount, rows_written: found.rowsWritten },
  url: urlOf(found.id),
  file:
    found.fileBytes === null
      ? null
      : {
          url: `${urlOf(found.id)}/file`,
          name: found.fileName,
          type: mediaTypeOf(found.form),
          bytes: found.fileBytes,
        },
  failure: found.failure,
  usage: found.receipt,
  created_at: found.createdAt.toISOString(),
  expires_at: found.expiresAt.toISOString(),
});

const toForm = ({ format, bom, delimiter }: z.output<typeof ExportBody>, at: Date): FileForm => {
  switch (format) {
    case 'csv':
      return { format, bom, delimiter };
    case 'xlsx':
      return { format, at };
    default:
      return { format };
  }
};

const fileReply = (found: Export, pieces: AsyncIterable<Uint8Array>): Reply => ({
  status: 200,
  file: {
    name: found.fileName,
    mediaType: mediaTypeOf(found.form),
    length: found.fileBytes ?? 0,
    pieces,
  },
  headers: { location: urlOf(found.id) },
});

/** What the routes of files ask for. */
export type FilesNeeds<User> = {
  readonly door: Door<{ readonly userId: string; readonly user: User }>;
  readonly clock: Clock;
  readonly store: Pick<ExportsStore, 'readFile'>;
  readonly makeExport: ReturnType<typeof makeExport<User>>;
  readonly findExport: ReturnType<typeof findExport>;
  readonly watchExport: ReturnType<typeof watchExport>;
};

/** Declares `POST /api/exports`, `GET /api/exports/:id` and its `/file`. */
export const declareFiles = <User>(routes: Routes, needs: FilesNeeds<User>): void => {
  const { door, clock, store, makeExport, findExport, watchExport } = needs;

  routes.post(
    '/api/exports',
    {
      ...{ door, summary: 'Rows as a file', body: ExportBody, list: 'rows' },
      ...{ isFile: true, reply: ExportReply },
      idempotent: 'by handler',
      refusals: [402, 404, 410, 503],
    },
    async ({ userId, user, body, ...call }) => {
      const form = toForm(body, clock.now());
      const fileName = safeFileName(body.fileName, form.format);
      const asked = { ...call, userId, user, rows: body, form, fileName, asJob: body.async };
      const { id, isDone } = await makeExport(asked);
      const found = await findExport(userId, id);
      if (isDone) return fileReply(found, store.readFile(id));
      return { status: 202, value: toReply(found), headers: { location: urlOf(id) } };
    },
  );

  const params = z.strictObject({ id: z.uuid('must be a UUID') });
  const refusals = [404, 410];
  routes.get(
    '/api/exports/:id',
    {
      ...{ door, summary: 'How far an export is', params, reply: ExportReply, refusals },
      headers: z.object({ accept: z.string().optional() }),
    },
    async ({ userId, params: { id }, headers, signal }) => {
      const found = await findExport(userId, id);
      if (!headers.accept?.includes('text/event-stream')) return ok(toReply(found));
      const events = async function* () {
        for await (const now of watchExport(found, signal)) yield toReply(now);
      };
      return { status: 200, events: events() };
    },
  );

  routes.get(
    '/api/exports/:id/file',
    { door, summary: "An export's file", params, isFile: true, reply: null, refusals },
    async ({ userId, params: { id } }) => {
      const found = await findExport(userId, id);
      if (found.state === 'done') return fileReply(found, store.readFile(id));
      throw new AppError('not_found', `There is no file yet: the export is ${found.state}.`, {
        facts: { state: found.state },
      });
    },
  );
};
