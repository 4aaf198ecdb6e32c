import { z } from 'zod';
import type { FileForm } from '../writing/writing-task.ts';

/** How a file is to look, as it is kept in the database. */
export const FormRow = z.discriminatedUnion('format', [
  z.object({ format: z.literal('csv'), bom: z.boolean(), delimiter: z.enum([',', ';', '\t']) }),
  z.object({ format: z.literal('xlsx'), at: z.coerce.date() }),
  z.object({ format: z.literal('json') }),
  z.object({ format: z.literal('jsonl') }),
]);

/** The media type of each form (RFC 4180, RFC 8259, IANA). */
export const mediaTypeOf = ({ format }: FileForm): string => {
  switch (format) {
    case 'csv':
      return 'text/csv; charset=utf-8; header=present';
    case 'xlsx':
      return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    case 'json':
      return 'application/json';
    case 'jsonl':
      return 'application/jsonl; charset=utf-8';
  }
};
