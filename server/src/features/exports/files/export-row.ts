import { z } from 'zod';
import type { Export } from './export.ts';
import { FormRow } from './file-form.ts';

/** The table of exports. */
export type ExportsTable = {
  exports: {
    id: string;
    user_id: string;
    activity_id: string | null;
    fields: string | null;
    form: string;
    file_name: string;
    state: Export['state'];
    row_count: number;
    rows_written: number;
    file_bytes: number | null;
    failure: string | null;
    receipt: string | null;
    key_hash: Uint8Array | null;
    request_hash: Uint8Array | null;
    is_job: boolean;
    created_at: Date;
    expires_at: Date;
  };
};

const Row = z.object({
  id: z.string(),
  user_id: z.string(),
  activity_id: z.string().nullable(),
  fields: z.array(z.string()).nullable(),
  form: FormRow,
  file_name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  row_count: z.number(),
  rows_written: z.number(),
  file_bytes: z.number().nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  receipt: z.looseObject({}).nullable(),
  key_hash: z.instanceof(Uint8Array).nullable(),
  request_hash: z.instanceof(Uint8Array).nullable(),
  is_job: z.boolean(),
  created_at: z.date(),
  expires_at: z.date(),
});

/** A row of `exports` in our words. */
export const toExport = (unread: unknown): Export => {
  const row = Row.parse(unread);
  return {
    ...{ id: row.id, userId: row.user_id, activityId: row.activity_id, fields: row.fields, form: row.form },
    ...{ fileName: row.file_name, state: row.state, rowCount: row.row_count, rowsWritten: row.rows_written },
    ...{ fileBytes: row.file_bytes, failure: row.failure, receipt: row.receipt },
    ...{ createdAt: row.created_at, expiresAt: row.expires_at, isJob: row.is_job },
    idempotency:
      row.key_hash && row.request_hash ? { keyHash: row.key_hash, requestHash: row.request_hash } : null,
  };
};
