/** JSON as it was understood, or why it was not. */
export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'malformed_json' | 'invalid_request'; readonly message: string };

/** The refusal of a body of very many small values. */
export const tooManyValues = (most: number): string =>
  `The body holds more than ${most.toLocaleString('en')} values.`;

const holdsMoreThan = (root: unknown, most: number): boolean => {
  const open: unknown[] = [root];
  let seen = 0;
  // A list of what is still to be looked at, not recursion: depth is the sender's choice.
  while (open.length > 0) {
    const value = open.pop();
    seen += 1;
    if (seen + open.length > most) return true;
    if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) open.push(inner);
  }
  return false;
};

const readText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/**
 * Reads JSON (RFC 8259) from bytes.
 * @param mostValues how many values it may hold: many small ones are dear to copy and check, one long string is not.
 */
export const parseJson = (bytes: Uint8Array, mostValues: number): JsonReading => {
  try {
    const value: unknown = JSON.parse(readText(bytes));
    if (!holdsMoreThan(value, mostValues)) return { ok: true, value };
    return { ok: false, code: 'invalid_request', message: tooManyValues(mostValues) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
    return { ok: false, code: 'malformed_json', message: 'The body is not JSON in UTF-8.' };
  }
};
