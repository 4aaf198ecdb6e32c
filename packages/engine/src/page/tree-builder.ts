import { OpenElements } from './open-elements.ts';
import type { PageColumns } from './page-columns.ts';
import { headTags, voidTags } from './tags.ts';

/** Elements nested deeper become siblings, as browsers do it; walks up the tree stay short. */
const maxDepth = 512;

const foreignTags = new Set(['svg', 'math']);

/** Decides what is inside what: the part of HTML's tree construction that the index needs (Living Standard, §13.2.6). */
export class TreeBuilder {
  readonly #columns: PageColumns;
  readonly #open = new OpenElements();
  readonly #path: number[] = [];
  #hasBody = false;
  #foreignDepth = 0;

  constructor(columns: PageColumns) {
    this.#columns = columns;
    this.#add('html', -1);
  }

  /** The tag name of the innermost open element. */
  get current(): string {
    return this.#open.current;
  }

  /** Inside of SVG or MathML, where tags close themselves and `title` is no raw text. */
  get isForeign(): boolean {
    return this.#foreignDepth > 0;
  }

  /** Opens an element. @returns its number, or -1 for a root or body that is open already. */
  open(tag: string, tagStart: number): number {
    if (tag === 'html') return this.#columns.elementCount === 1 ? 0 : -1;
    if (tag === 'body' && this.#hasBody) return -1;
    this.#makeRoom(tag);
    return this.#add(tag, tagStart);
  }

  /** Ends the start tag of the newest element: a void element is over with it. */
  endStartTag(tag: string, isSelfClosing: boolean): void {
    if (voidTags.has(tag) || (isSelfClosing && this.isForeign && this.#open.current === tag)) {
      this.#closeTo(this.#path.length - 1);
    }
  }

  close(tag: string): void {
    if (tag === 'html' || tag === 'body') return;
    const depth = this.#open.depthAfterEnd(tag);
    if (depth > 0) this.#closeTo(depth);
  }

  /** Takes in a text. */
  addText(start: number, end: number): void {
    if (!this.#hasBody && (this.#path.length === 1 || this.#open.current === 'head')) this.#openBody();
    this.#columns.addLeaf(this.#path[this.#path.length - 1] ?? 0, start, end);
  }

  finish(): void {
    this.#closeTo(0);
  }

  /** Closes what the coming element closes by implication, and opens what it implies. */
  #makeRoom(tag: string): void {
    if (!this.#hasBody && tag !== 'body' && this.#path.length === 1 && !headTags.has(tag)) this.#openBody();
    const depth = this.#open.depthBefore(tag);
    if (depth < this.#path.length) this.#closeTo(Math.max(1, depth));
    if (tag === 'body') {
      this.#closeTo(1);
      this.#hasBody = true;
    } else if (!this.#hasBody && this.#open.current === 'head' && !headTags.has(tag)) {
      this.#openBody();
    }
    if (tag === 'tr' && this.#open.current === 'table') this.#add('tbody', -1);
    if (this.#path.length >= maxDepth) this.#closeTo(maxDepth - 1);
  }

  #openBody(): void {
    this.#closeTo(1);
    this.#hasBody = true;
    this.#add('body', -1);
  }

  #add(tag: string, tagStart: number): number {
    const depth = this.#path.length;
    const element = this.#columns.addElement(tag, { parent: this.#path[depth - 1] ?? -1, depth, tagStart });
    this.#path.push(element);
    this.#open.push(tag);
    if (foreignTags.has(tag)) this.#foreignDepth++;
    return element;
  }

  #closeTo(depth: number): void {
    while (this.#path.length > depth) {
      const element = this.#path.pop() ?? 0;
      if (foreignTags.has(this.#open.current)) this.#foreignDepth--;
      this.#open.pop();
      this.#columns.closeElement(element);
    }
  }
}
