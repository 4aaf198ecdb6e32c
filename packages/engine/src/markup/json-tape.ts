import { decodeText, type Located } from '../page/text.ts';

/** What a node of a tape is. */
export const jsonKind = { object: 1, array: 2, string: 3, number: 4, boolean: 5, null: 6 } as const;

/**
 * A JSON document as numbers, in document order: no object per value, so that megabytes of inline state stay cheap.
 * The children of node `n` begin at `n + 1`; an object's are key, value, key, value …
 * Offsets are absolute in the page's HTML; those of a string lie inside its quotes.
 */
export type JsonTape = {
  readonly html: string;
  readonly kind: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** One past the last node of the subtree. */
  readonly next: Int32Array;
};

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The text that stands between the quotes of a JSON string (RFC 8259, section 7); an unknown escape is its letter. */
export const unescapeJson = (raw: string): string =>
  raw.includes('\\')
    ? raw.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code?: string, letter?: string) =>
        code === undefined
          ? (escapes[letter ?? ''] ?? letter ?? '')
          : String.fromCharCode(Number.parseInt(code, 16)),
      )
    : raw;

/** The JSON text of a string, number or literal, unescaped and otherwise as it stands. */
export const jsonText = (tape: JsonTape, node: number): string =>
  unescapeJson(tape.html.slice(tape.start[node], tape.end[node]));

export const isScalar = (tape: JsonTape, node: number): boolean => (tape.kind[node] ?? 0) > jsonKind.array;

/** The node after this one's subtree. */
export const afterNode = (tape: JsonTape, node: number): number => tape.next[node] ?? tape.kind.length;

/** The value nodes of an array; for an object its key nodes, each followed by its value. */
export const childNodes = (tape: JsonTape, node: number): number[] => {
  const children: number[] = [];
  const isObject = tape.kind[node] === jsonKind.object;
  const end = afterNode(tape, node);
  for (let child = node + 1; child < end; child = afterNode(tape, isObject ? child + 1 : child)) {
    children.push(child);
  }
  return children;
};

/** The value node of an object's member, or -1. */
export const memberNode = (tape: JsonTape, node: number, name: string): number => {
  const end = tape.kind[node] === jsonKind.object ? afterNode(tape, node) : 0;
  for (let key = node + 1; key < end; key = afterNode(tape, key + 1)) {
    const start = tape.start[key] ?? 0;
    if ((tape.end[key] ?? 0) - start === name.length && tape.html.startsWith(name, start)) return key + 1;
  }
  return -1;
};

/** A reference token of a JSON pointer (RFC 6901, section 3). */
export const pointerToken = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** A scalar and its place; null for `null` and for blank strings. */
export const locateScalar = (
  tape: JsonTape,
  node: number,
  at: { readonly element: number; readonly source: string },
): Located | null => {
  const kind = tape.kind[node] ?? jsonKind.null;
  if (kind < jsonKind.string || kind === jsonKind.null) return null;
  const text = decodeText(jsonText(tape, node));
  if (text === '') return null;
  return {
    text,
    source: at.source,
    element: at.element,
    start: tape.start[node] ?? 0,
    end: tape.end[node] ?? 0,
  };
};
