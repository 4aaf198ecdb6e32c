import { maxFields } from '@gleaner/engine/request';
import { z } from 'zod';

const mostExamples = 10;
const longestValue = 20_000;

const Value = z.union(
  [z.string().max(longestValue), z.number(), z.array(z.string().max(longestValue)).max(200), z.null()],
  {
    error: 'must be a text, a number, a list of texts or null',
  },
);

const written = (value: z.infer<typeof Value>): string =>
  value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value);

const Example = z
  .record(z.string().trim().min(1).max(200), Value)
  .refine((row) => Object.keys(row).length <= maxFields, `must have at most ${maxFields} fields`)
  .transform((row) =>
    Object.fromEntries(
      Object.entries(row)
        .map(([name, value]) => [name, written(value)] as const)
        .filter(([, text]) => text.trim() !== ''),
    ),
  );

/** Rows that a person copied from the page. */
export const Examples = z
  .array(Example)
  .min(1, 'must hold at least one row')
  .max(mostExamples, `must hold at most ${mostExamples} rows`)
  .refine((rows) => rows.some((row) => Object.keys(row).length > 0), 'must hold at least one value')
  .describe(
    'One or two rows copied from the page: how they are found is learned, and all like them are read',
  );
