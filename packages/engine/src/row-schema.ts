import type { RowSchema } from './extraction.ts';

export type RowSchemaReading =
  | { readonly ok: true; readonly schema: RowSchema }
  | { readonly ok: false; readonly faults: readonly { readonly path: string; readonly message: string }[] };

/**
 * Reads a flat JSON Schema object: properties of type string, number, integer, boolean, arrays of these, `enum`
 * and `format`. Anything else is refused by name.
 * @param value parsed JSON, as the caller sent it.
 */
export const readRowSchema = (value: unknown): RowSchemaReading => ({
  ok: false,
  faults: [{ path: '', message: `not yet: ${typeof value}` }],
});
