import { scanJson } from './scan-json.ts';

/** JSON as it was understood, or why it was not. */
export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'malformed_json' | 'invalid_request'; readonly message: string };

// What does not even begin like an object or a list is left to the parser, which says at once what it is.
const opensJson = /^[ \t\r\n]*[[{]/;

const readText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/**
 * Reads JSON (RFC 8259) from bytes.
 * @param mostValues about how many values it may hold: many small ones are dear to make and copy, a long string is not.
 */
export const parseJson = (bytes: Uint8Array, mostValues: number): JsonReading => {
  try {
    const text = readText(bytes);
    const shape = opensJson.test(text) ? scanJson(bytes, mostValues) : 'fine';
    if (shape !== 'fine')
      return { ok: false, code: 'invalid_request', message: `The body is not taken: ${shape}.` };
    return { ok: true, value: JSON.parse(text) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
    return { ok: false, code: 'malformed_json', message: 'The body is not JSON in UTF-8.' };
  }
};
