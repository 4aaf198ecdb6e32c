import { Tokenizer } from 'htmlparser2';
import { PageTooComplexError } from '../page-too-complex.ts';
import { findBaseUrl } from './base-url.ts';
import { IntList } from './int-list.ts';
import { Names } from './names.ts';
import { OpenElements } from './open-elements.ts';
import type { Page } from './page.ts';
import { headTags, voidTags } from './tags.ts';
import { markHidden } from './visibility.ts';

/** Elements nested deeper become siblings, as browsers do it; walks up the tree stay short. */
const maxDepth = 512;
const maxElements = 5_000_000;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160;

const rawTextTags = new Set([
  'title',
  'textarea',
  'script',
  'style',
  'iframe',
  'noembed',
  'noframes',
  'xmp',
  'plaintext',
]);
const openTag = /^<[a-z][^\s/>]*$/i;

const ampersand = 38;
const isBlank = (text: string): boolean =>
  /^(?:\s|&nbsp;?|&#160;|&#xa0;|&ZeroWidthSpace;|&#8203;)+$/i.test(text);

/**
 * Reads HTML into its compact index, in one pass of htmlparser2's tokenizer.
 * @param url the page's address, for relative links.
 * @throws {PageTooComplexError} above five million elements.
 */
export const buildPage = (html: string, url?: string): Page => {
  const builder = new PageBuilder(html);
  const tokenizer = new Tokenizer({ decodeEntities: false }, builder);
  tokenizer.write(html);
  tokenizer.end();
  const page: Page = { ...builder.finish(), hidden: new Uint8Array(0), baseUrl: null };
  return { ...page, hidden: markHidden(page), baseUrl: findBaseUrl(page, url) };
};

/** The tokenizer's listener: keeps the open elements and fills the columns of the index. */
class PageBuilder {
  readonly #html: string;
  readonly #tagNames = new Names();
  readonly #classNames = new Names();
  readonly #attributeNames = new Names();
  readonly #lowerCase = new Map<string, string>();
  readonly #open = new OpenElements();
  readonly #path: number[] = [];
  readonly #tag = new IntList();
  readonly #parent = new IntList();
  readonly #depth = new IntList();
  readonly #end = new IntList();
  readonly #tagStart = new IntList();
  readonly #tagEnd = new IntList();
  readonly #classes = new IntList();
  readonly #firstAttribute = new IntList();
  readonly #attributeName = new IntList();
  readonly #attributeStart = new IntList();
  readonly #attributeEnd = new IntList();
  readonly #firstLeaf = new IntList();
  readonly #endLeaf = new IntList();
  readonly #leafStart = new IntList();
  readonly #leafEnd = new IntList();
  readonly #leafParent = new IntList();
  readonly #classAttribute = this.#attributeNames.id('class');
  #name = '';
  #nameStart = 0;
  #element = -1;
  #hasBody = false;
  #foreignDepth = 0;
  #attribute = 0;
  #valueStart = -1;
  #valueEnd = -1;
  #textStart = -1;
  #textEnd = -1;

  constructor(html: string) {
    this.#html = html;
    this.#openElement('html', -1);
  }

  // ---- the tokenizer's callbacks

  onopentagname(start: number, end: number): void {
    this.#flushText();
    this.#name = this.#lower(this.#html.slice(start, end));
    this.#nameStart = start - 1;
    this.#element = -1;
    if (this.#name === 'html' && this.#tag.length === 1) {
      this.#element = 0;
      this.#tagStart.set(0, this.#nameStart);
      return;
    }
    if (this.#name === 'html' || (this.#name === 'body' && this.#hasBody)) {
      // A repeated root or body only adds attributes; its text belongs to the open one.
      this.#name = '';
      return;
    }
    this.#place(this.#name);
    this.#element = this.#openElement(this.#name, this.#nameStart);
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#attributeNames.id(this.#lower(this.#html.slice(start, end)));
    this.#valueStart = -1;
  }

  onattribdata(start: number, end: number): void {
    if (this.#valueStart < 0) this.#valueStart = start;
    this.#valueEnd = end;
  }

  onattribend(_quote: number, end: number): void {
    if (this.#element < 0) return;
    const start = this.#valueStart < 0 ? end : this.#valueStart;
    const valueEnd = this.#valueStart < 0 ? end : this.#valueEnd;
    this.#attributeName.push(this.#attribute);
    this.#attributeStart.push(start);
    this.#attributeEnd.push(valueEnd);
    if (this.#attribute === this.#classAttribute) {
      this.#classes.set(this.#element, this.#classNames.id(this.#html.slice(start, valueEnd)));
    }
  }

  onopentagend(end: number): void {
    if (this.#element < 0) return;
    this.#tagEnd.set(this.#element, end + 1);
    if (voidTags.has(this.#name)) this.#closeTo(this.#path.length - 1);
  }

  onselfclosingtag(end: number): void {
    this.onopentagend(end);
    if (this.#foreignDepth > 0 && this.#element === this.#path[this.#path.length - 1])
      this.#closeTo(this.#path.length - 1);
  }

  onclosetag(start: number, end: number): void {
    this.#flushText();
    const name = this.#lower(this.#html.slice(start, end));
    if (name === 'html' || name === 'body') return;
    const depth = this.#open.depthAfterEnd(name);
    if (depth > 0) this.#closeTo(depth);
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
    return this.#foreignDepth > 0;
  }

  finish(): Omit<Page, 'hidden' | 'baseUrl'> {
    this.#closeTo(0);
    this.#firstAttribute.push(this.#attributeName.length);
    return {
      html: this.#html,
      elementCount: this.#tag.length,
      tag: this.#tag.view(),
      parent: this.#parent.view(),
      depth: this.#depth.view(),
      end: this.#end.view(),
      tagStart: this.#tagStart.view(),
      tagEnd: this.#tagEnd.view(),
      classes: this.#classes.view(),
      firstAttribute: this.#firstAttribute.view(),
      attributeName: this.#attributeName.view(),
      attributeStart: this.#attributeStart.view(),
      attributeEnd: this.#attributeEnd.view(),
      firstLeaf: this.#firstLeaf.view(),
      endLeaf: this.#endLeaf.view(),
      leafCount: this.#leafStart.length,
      leafStart: this.#leafStart.view(),
      leafEnd: this.#leafEnd.view(),
      leafParent: this.#leafParent.view(),
      leafTexts: [],
      tagNames: this.#tagNames,
      classNames: this.#classNames,
      attributeNames: this.#attributeNames,
    };
  }

  // ---- the tree

  /** Closes what the coming element closes by implication, and opens what it implies. */
  #place(tag: string): void {
    if (!this.#hasBody && tag !== 'body' && this.#path.length === 1 && !headTags.has(tag)) this.#openBody();
    const depth = this.#open.depthBefore(tag);
    if (depth < this.#path.length) this.#closeTo(Math.max(1, depth));
    if (tag === 'body') {
      this.#closeTo(1);
      this.#hasBody = true;
    } else if (!this.#hasBody && this.#open.current === 'head' && !headTags.has(tag)) {
      this.#openBody();
    }
    if (tag === 'tr' && this.#open.current === 'table') this.#openElement('tbody', -1);
    if (this.#path.length >= maxDepth) this.#closeTo(maxDepth - 1);
  }

  #openBody(): void {
    this.#closeTo(1);
    this.#hasBody = true;
    this.#openElement('body', -1);
  }

  #openElement(tag: string, tagStart: number): number {
    const element = this.#tag.length;
    if (element >= maxElements)
      throw new PageTooComplexError(`The page has more than ${maxElements} elements.`);
    this.#tag.push(this.#tagNames.id(tag));
    this.#parent.push(this.#path[this.#path.length - 1] ?? -1);
    this.#depth.push(this.#path.length);
    this.#end.push(element + 1);
    this.#tagStart.push(tagStart);
    this.#tagEnd.push(-1);
    this.#classes.push(0);
    this.#firstAttribute.push(this.#attributeName.length);
    this.#firstLeaf.push(this.#leafStart.length);
    this.#endLeaf.push(this.#leafStart.length);
    this.#path.push(element);
    this.#open.push(tag);
    if (tag === 'svg' || tag === 'math') this.#foreignDepth++;
    return element;
  }

  #closeTo(depth: number): void {
    while (this.#path.length > depth) {
      const element = this.#path.pop() ?? 0;
      const tag = this.#open.current;
      if (tag === 'svg' || tag === 'math') this.#foreignDepth--;
      this.#open.pop();
      this.#end.set(element, this.#tag.length);
      this.#endLeaf.set(element, this.#leafStart.length);
    }
  }

  /** At the page's end the tokenizer gives the start of some tags (`<title`) as text; to HTML they are nothing. */
  #dropOpenTag(): void {
    if (this.#textEnd < this.#html.length || rawTextTags.has(this.#open.current)) return;
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
    if (
      start === end ||
      (this.#html.charCodeAt(start) === ampersand && isBlank(this.#html.slice(start, end)))
    )
      return;
    if (!this.#hasBody && (this.#path.length === 1 || this.#open.current === 'head')) this.#openBody();
    this.#leafStart.push(start);
    this.#leafEnd.push(end);
    this.#leafParent.push(this.#path[this.#path.length - 1] ?? 0);
  }

  #lower(name: string): string {
    const known = this.#lowerCase.get(name);
    if (known !== undefined) return known;
    const lower = name.toLowerCase();
    this.#lowerCase.set(name, lower);
    return lower;
  }
}
