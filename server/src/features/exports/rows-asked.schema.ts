import { z } from 'zod';
import { LargeJson } from '../../kernel/large-json.ts';

const mostFields = 256;
const longestName = 500;

/** Rows sent along, or those kept with an activity, and the columns wanted of them. */
export const RowsAsked = z.strictObject({
  rows: z
    .union(
      [
        z.instanceof(LargeJson),
        // A key that was written with escapes is not found by whoever cuts the rows out.
        z
          .array(z.unknown())
          .transform((rows) => new LargeJson(new TextEncoder().encode(JSON.stringify(rows)))),
      ],
      { error: 'must be a list of objects' },
    )
    .exactOptional()
    .meta({
      type: 'array',
      items: { type: 'object' },
      description: 'The rows: objects of texts, numbers, lists',
    }),
  activityId: z.uuid('must be a UUID').exactOptional().describe('A scrape whose rows are kept'),
  fields: z
    .array(
      z.string().min(1, 'must not be empty').max(longestName, `must be at most ${longestName} characters`),
    )
    .min(1, 'must name at least one field')
    .max(mostFields, `must name at most ${mostFields} fields`)
    .refine((names) => new Set(names).size === names.length, 'must not name a field twice')
    .exactOptional()
    .describe('The columns, in their order; without it all of them'),
});

type Given = { readonly rows?: unknown; readonly activityId?: unknown };

/** Whether the rows are asked for in one way. */
export const rowsAskedOnce = ({ rows, activityId }: Given): boolean =>
  (rows === undefined) !== (activityId === undefined);

/** What is wrong when they are not. */
export const rowsAskedTwice = { path: ['rows'], message: 'must be given, or else activityId: one of both' };
