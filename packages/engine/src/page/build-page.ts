import { Tokenizer } from 'htmlparser2';
import { findBaseUrl } from './base-url.ts';
import type { Page } from './page.ts';
import { PageColumns } from './page-columns.ts';
import type { PageTag } from './page-tags.ts';
import { TreeBuilder } from './tree-builder.ts';
import { markHidden } from './visibility.ts';

/**
 * Reads HTML into its compact index, in one pass of htmlparser2's tokenizer.
 * @param url the page's address, for relative links.
 * @throws {PageTooComplexError} above five million elements.
 */
export const buildPage = (html: string, url?: string): Page => {
  const listener = new TokenListener(html);
  const tokenizer = new Tokenizer({ decodeEntities: false }, listener);
  tokenizer.write(html);
  tokenizer.end();
  const page = listener.finish();
  return { ...page, hidden: markHidden(page), baseUrl: findBaseUrl(page, url) };
};

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160;

const ampersand = 38;
const blank = /^(?:\s|&nbsp;?|&#160;|&#xa0;|&ZeroWidthSpace;|&#8203;)+$/i;

/** Elements whose text the tokenizer takes as it is. */
const rawTextTags = new Set('title textarea script style iframe noembed noframes xmp plaintext'.split(' '));
const openTag = /^<[a-z][^\s/>]*$/i;

/** Turns the tokenizer's events into elements, attributes and texts. */
class TokenListener {
  readonly #html: string;
  readonly #columns = new PageColumns();
  readonly #tree = new TreeBuilder(this.#columns);
  readonly #attributeIds = new Map<string, number>();
  #tag: PageTag | null = null;
  #element = -1;
  #attribute = 0;
  #valueStart = -1;
  #valueEnd = -1;
  #textStart = -1;
  #textEnd = -1;

  constructor(html: string) {
    this.#html = html;
  }

  onopentagname(start: number, end: number): void {
    this.#flushText();
    this.#tag = this.#tree.tagOf(this.#html.slice(start, end));
    this.#element = this.#tree.open(this.#tag, start - 1);
    if (this.#element === 0) this.#columns.startTag(0, start - 1);
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#attributeId(this.#html.slice(start, end));
    this.#valueStart = -1;
  }

  onattribdata(start: number, end: number): void {
    if (this.#valueStart < 0) this.#valueStart = start;
    this.#valueEnd = end;
  }

  onattribend(_quote: number, end: number): void {
    if (this.#element < 0) return;
    const isEmpty = this.#valueStart < 0;
    const value = { start: isEmpty ? end : this.#valueStart, end: isEmpty ? end : this.#valueEnd };
    this.#columns.addAttribute(this.#html, this.#element, { name: this.#attribute, ...value });
  }

  onopentagend(end: number): void {
    this.#endStartTag(end, false);
  }

  onselfclosingtag(end: number): void {
    this.#endStartTag(end, true);
  }

  onclosetag(start: number, end: number): void {
    this.#flushText();
    this.#tree.close(this.#tree.tagOf(this.#html.slice(start, end)));
  }

  ontext(start: number, end: number): void {
    if (this.#textStart < 0) this.#textStart = start;
    this.#textEnd = end;
  }

  oncomment(): void {
    this.#flushText();
  }

  oncdata(): void {
    this.#flushText();
  }

  ondeclaration(): void {
    this.#flushText();
  }

  onprocessinginstruction(): void {
    this.#flushText();
  }

  onend(): void {
    this.#dropOpenTag();
    this.#flushText();
  }

  // Entities are decoded when a text is read, not while the page is indexed.
  onattribentity(): void {}
  ontextentity(): void {}

  isInForeignContext(): boolean {
    return this.#tree.isForeign;
  }

  finish(): Page {
    this.#tree.finish();
    return this.#columns.toPage(this.#html);
  }

  #endStartTag(end: number, isSelfClosing: boolean): void {
    if (this.#element < 0 || this.#tag === null) return;
    this.#columns.endTag(this.#element, end + 1);
    this.#tree.endStartTag(this.#tag, isSelfClosing);
  }

  /** At the page's end the tokenizer gives the start of some tags (`<title`) as text; to HTML they are nothing. */
  #dropOpenTag(): void {
    if (this.#textEnd < this.#html.length || rawTextTags.has(this.#tree.current)) return;
    const start = this.#html.lastIndexOf('<');
    if (start >= this.#textStart && openTag.test(this.#html.slice(start))) this.#textEnd = start;
  }

  #flushText(): void {
    let start = this.#textStart;
    if (start < 0) return;
    let end = this.#textEnd;
    this.#textStart = -1;
    while (start < end && isSpace(this.#html.charCodeAt(start))) start++;
    while (end > start && isSpace(this.#html.charCodeAt(end - 1))) end--;
    if (start === end) return;
    const isEntity = this.#html.charCodeAt(start) === ampersand;
    if (!isEntity || !blank.test(this.#html.slice(start, end))) this.#tree.addText(start, end);
  }

  #attributeId(written: string): number {
    const known = this.#attributeIds.get(written);
    if (known !== undefined) return known;
    const id = this.#columns.attributeNames.id(written.toLowerCase());
    this.#attributeIds.set(written, id);
    return id;
  }
}
