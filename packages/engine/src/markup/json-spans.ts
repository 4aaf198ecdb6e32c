import { IntList } from '../page/int-list.ts';
import { type JsonTape, jsonKind } from './json-tape.ts';

/** A stretch of a page that may hold JSON. */
export type JsonSource = { readonly html: string; readonly start: number; readonly end: number };

/** `end` is where reading stopped: after the document, or at the fault. */
export type JsonReading = { readonly tape: JsonTape | null; readonly end: number };

/**
 * How much is forgiven. `strict` still allows comments, trailing commas and raw control characters; `tolerant` also
 * quotes inside strings and a missing end, the faults of JSON-LD written by hand or by templates.
 */
export type JsonMode = 'strict' | 'tolerant';

const maxDepth = 200;

const code = {
  quote: 34,
  comma: 44,
  minus: 45,
  slash: 47,
  colon: 58,
  less: 60,
  openArray: 91,
  backslash: 92,
  closeArray: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/** What may stand around tokens besides white space: comments, and the marks that once hid scripts from browsers. */
const wrapping =
  /\/\/[ \t]*(?:<!--|<!\[CDATA\[)|\/\*[ \t]*(?:<!--|<!\[CDATA\[)[ \t]*\*\/|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|<!--|-->|<!\[CDATA\[/y;
const betweenDocuments = /[;,]|\]\]>/y;
const literal = /(?:true|false|null|undefined|NaN)(?![\w$])/y;
const number = /-?\d[\d.eE+-]*/y;

const isBlank = (c: number): boolean => c <= 32 || c === 160 || c === 0xfeff || c === 0x2028 || c === 0x2029;

/** Reads the first JSON document of a stretch, in linear time. Never throws; `tape` is null when it cannot be read. */
export const readJson = (source: JsonSource, mode: JsonMode): JsonReading => {
  const reader = new JsonReader(source, mode);
  return { tape: reader.read(), end: source.start + reader.position };
};

/** All documents that follow each other in a stretch, up to the first that cannot be read. */
export function* readJsonDocuments(source: JsonSource): Generator<JsonTape> {
  for (let start = source.start; start < source.end; ) {
    const { tape, end } = readJson({ ...source, start }, 'tolerant');
    if (tape === null) return;
    yield tape;
    start = end;
  }
}

class JsonReader {
  readonly #text: string;
  readonly #source: JsonSource;
  readonly #tolerant: boolean;
  readonly #kind = new IntList(16);
  readonly #start = new IntList(16);
  readonly #end = new IntList(16);
  readonly #next = new IntList(16);
  readonly #open: number[] = [];
  position = 0;

  constructor(source: JsonSource, mode: JsonMode) {
    this.#source = source;
    this.#text = source.html.slice(source.start, source.end);
    this.#tolerant = mode === 'tolerant';
  }

  read(): JsonTape | null {
    do this.#skipBlank();
    while (this.#skip(betweenDocuments));
    const first = this.#code();
    if (first !== code.openObject && first !== code.openArray) return null;
    do {
      if (!this.#step()) return null;
    } while (this.#open.length > 0);
    return {
      html: this.#source.html,
      kind: this.#kind.view(),
      start: this.#start.view(),
      end: this.#end.view(),
      next: this.#next.view(),
    };
  }

  /** Reads one value with its key, a comma or a closing bracket. @returns false at a fault. */
  #step(): boolean {
    this.#skipBlank();
    const c = this.#code();
    const container = this.#open.at(-1);
    if (Number.isNaN(c)) return this.#tolerant && this.#closeAll();
    if (container === undefined) return this.#value();
    if (c === code.comma) {
      this.position++;
      return true;
    }
    const isObject = this.#kind.at(container) === jsonKind.object;
    if (c === (isObject ? code.closeObject : code.closeArray)) {
      this.position++;
      return this.#close();
    }
    return isObject ? this.#member() : this.#value();
  }

  #member(): boolean {
    if (this.#code() !== code.quote || !this.#string(true)) return false;
    this.#skipBlank();
    if (this.#code() !== code.colon) return false;
    this.position++;
    this.#skipBlank();
    const c = this.#code();
    if (c === code.comma || c === code.closeObject)
      return this.#push(jsonKind.null, this.position, this.position);
    return this.#value();
  }

  #value(): boolean {
    const c = this.#code();
    if (c === code.quote) return this.#string(false);
    if (c === code.openObject || c === code.openArray) {
      if (this.#open.length >= maxDepth) return false;
      this.#open.push(this.#kind.length);
      this.#push(c === code.openObject ? jsonKind.object : jsonKind.array, this.position, this.position);
      this.position++;
      return true;
    }
    const start = this.position;
    if (this.#skip(number)) return this.#push(jsonKind.number, start, this.position);
    if (!this.#skip(literal)) return false;
    const isBoolean = this.position - start >= 4 && (this.#text[start] === 't' || this.#text[start] === 'f');
    return this.#push(isBoolean ? jsonKind.boolean : jsonKind.null, start, this.position);
  }

  #string(isKey: boolean): boolean {
    const start = this.position + 1;
    for (let i = this.#text.indexOf('"', start); i >= 0; i = this.#text.indexOf('"', i + 1)) {
      if (this.#isEscaped(i, start)) continue;
      if (!isKey && this.#tolerant && !this.#endsValue(i + 1)) continue;
      this.position = i + 1;
      return this.#push(jsonKind.string, start, i);
    }
    this.position = this.#text.length;
    return false;
  }

  #isEscaped(quote: number, start: number): boolean {
    let i = quote;
    while (i > start && this.#text.charCodeAt(i - 1) === code.backslash) i--;
    return (quote - i) % 2 === 1;
  }

  /** A quote that nothing of JSON follows belongs to the string: `"name": "15" screen"`. */
  #endsValue(from: number): boolean {
    let i = from;
    while (isBlank(this.#text.charCodeAt(i))) i++;
    const c = this.#text.charCodeAt(i);
    return (
      Number.isNaN(c) ||
      c === code.comma ||
      c === code.closeObject ||
      c === code.closeArray ||
      c === code.quote ||
      c === code.slash ||
      c === code.less
    );
  }

  #skipBlank(): void {
    do {
      while (isBlank(this.#code())) this.position++;
      const c = this.#code();
      if (c !== code.slash && c !== code.less && c !== code.minus) return;
    } while (this.#skip(wrapping));
  }

  #skip(token: RegExp): boolean {
    token.lastIndex = this.position;
    if (!token.test(this.#text)) return false;
    this.position = token.lastIndex;
    return true;
  }

  #code(): number {
    return this.#text.charCodeAt(this.position);
  }

  #push(kind: number, start: number, end: number): boolean {
    this.#kind.push(kind);
    this.#start.push(this.#source.start + start);
    this.#end.push(this.#source.start + end);
    this.#next.push(this.#kind.length);
    return true;
  }

  #close(): boolean {
    const container = this.#open.pop() ?? 0;
    this.#next.set(container, this.#kind.length);
    this.#end.set(container, this.#source.start + this.position);
    return true;
  }

  #closeAll(): boolean {
    while (this.#open.length > 0) this.#close();
    return true;
  }
}
