import { z } from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Cell = z.union([Scalar, z.array(Scalar), z.null()]);

/** The engine's answer as the command line prints it. */
export const ExtractionResult = z.looseObject({
  status: z.enum(['complete', 'partial', 'empty']),
  reason: z.string().optional(),
  total: z.int(),
  fields: z.array(z.looseObject({ name: z.string() })),
  rows: z.array(z.record(z.string(), Cell)),
  warnings: z.array(z.string()),
});
export type ExtractionResult = z.infer<typeof ExtractionResult>;

/** Reads the answer that a worker wrote. */
export const readResult = (json: Uint8Array): ExtractionResult =>
  ExtractionResult.parse(JSON.parse(new TextDecoder().decode(json)));

/** A cell as text; the items of a list one after the other. */
export const cellText = (cell: z.infer<typeof Cell> | undefined): string => {
  if (cell === null || cell === undefined) return '';
  return Array.isArray(cell) ? cell.join('; ') : String(cell);
};
