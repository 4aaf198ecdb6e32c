import { endOfString } from './scan-json.ts';

/** A body without the list that was cut out of it; `null` stands in its place. */
type Cut = { readonly rest: Uint8Array; readonly list: Uint8Array<ArrayBuffer> };

const [quote, colon, comma] = [0x22, 0x3a, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const opens = (byte: number | undefined): boolean => byte === openBrace || byte === openBracket;
const closes = (byte: number | undefined): boolean => byte === closeBrace || byte === closeBracket;

const skipSpace = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (isSpace(bytes[at])) at += 1;
  return at;
};

/** Where the value that opens at `from` has closed again; the end of the bytes when it never does. */
const endOfValue = (bytes: Uint8Array, from: number): number => {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfString(bytes, at);
    else if (opens(byte)) depth += 1;
    else if (closes(byte)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return bytes.length;
};

/** Where the list under a key of the outermost object begins; -1 when there is none. */
const findList = (bytes: Uint8Array, name: string): number => {
  const key = Buffer.from(JSON.stringify(name));
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== openBrace) return -1;
  for (at += 1; at < bytes.length; at += 1) {
    at = skipSpace(bytes, at);
    if (bytes[at] !== quote) return -1;
    const end = endOfString(bytes, at) + 1;
    const isIt = key.equals(bytes.subarray(at, end));
    at = skipSpace(bytes, end);
    if (bytes[at] !== colon) return -1;
    at = skipSpace(bytes, at + 1);
    if (isIt && bytes[at] === openBracket) return at;
    while (at < bytes.length && bytes[at] !== comma && bytes[at] !== closeBrace) {
      if (bytes[at] === quote) at = endOfString(bytes, at) + 1;
      else at = opens(bytes[at]) ? endOfValue(bytes, at) : at + 1;
    }
  }
  return -1;
};

/** Cuts the list under a key of the outermost object out of a JSON text, so that the rest can be read without it. */
export const cutMember = (bytes: Uint8Array, name: string): Cut | null => {
  const from = findList(bytes, name);
  if (from < 0) return null;
  const to = endOfValue(bytes, from);
  const rest = Buffer.concat([bytes.subarray(0, from), Buffer.from('null'), bytes.subarray(to)]);
  return { rest, list: new Uint8Array(bytes.subarray(from, to)) };
};
