import { cutMember } from './cut-member.ts';
import { scanJson } from './scan-json.ts';

/** JSON as it was understood, or why it was not. */
export type JsonReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** The list that was cut out of the value, where one was to be. */
      readonly list?: Uint8Array<ArrayBuffer>;
    }
  | { readonly ok: false; readonly code: 'malformed_json' | 'invalid_request'; readonly message: string };

// What does not even begin like an object or a list is left to the parser, which says at once what it is.
const opensJson = /^[ \t\r\n]*[[{]/;

const readText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

type Shape = {
  readonly mostValues: number;
  /** A list of the outermost object that is left unread. */
  readonly list?: string | undefined;
};

// As many as ten megabytes of small rows have.
const mostListValues = 2_000_000;

const refuse = (shape: string): JsonReading => ({
  ok: false,
  code: 'invalid_request',
  message: `The body is not taken: ${shape}.`,
});

/**
 * Reads JSON (RFC 8259) from bytes.
 * @param mostValues about how many values it may hold: many small ones are dear to make and copy, a long string is not.
 */
export const parseJson = (bytes: Uint8Array, { mostValues, list }: Shape): JsonReading => {
  try {
    const cut = list === undefined ? null : cutMember(bytes, list);
    if (cut !== null) {
      const shape = scanJson(cut.list, mostListValues);
      if (shape !== 'fine') return refuse(shape);
    }
    const text = readText(cut?.rest ?? bytes);
    const shape = opensJson.test(text) ? scanJson(cut?.rest ?? bytes, mostValues) : 'fine';
    if (shape !== 'fine') return refuse(shape);
    const value: unknown = JSON.parse(text);
    return { ok: true, value, ...(cut === null ? {} : { list: cut.list }) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
    return { ok: false, code: 'malformed_json', message: 'The body is not JSON in UTF-8.' };
  }
};
