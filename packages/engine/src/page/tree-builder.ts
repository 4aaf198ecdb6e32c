import { OpenElements } from './open-elements.ts';
import type { PageColumns } from './page-columns.ts';
import { type PageTag, PageTags } from './page-tags.ts';

/** Elements nested deeper become siblings, as browsers do it; walks up the tree stay short. */
const maxDepth = 512;

/** Decides what is inside what: the part of HTML's tree construction that the index needs (Living Standard, §13.2.6). */
export class TreeBuilder {
  readonly #columns: PageColumns;
  readonly #tags: PageTags;
  readonly #open = new OpenElements();
  readonly #path: number[] = [];
  #hasBody = false;
  #foreignDepth = 0;

  constructor(columns: PageColumns) {
    this.#columns = columns;
    this.#tags = new PageTags(columns.tagNames);
    this.#add(this.#tags.of('html'), -1);
  }

  /** The tag name of the innermost open element. */
  get current(): string {
    return this.#open.current?.name ?? '';
  }

  /** Inside of SVG or MathML, where tags close themselves and `title` is no raw text. */
  get isForeign(): boolean {
    return this.#foreignDepth > 0;
  }

  /** The tag of a name, in whatever case it is written. */
  tagOf(written: string): PageTag {
    return this.#tags.of(written);
  }

  /** Opens an element. @returns its number, or -1 for a root or body that is open already. */
  open(tag: PageTag, tagStart: number): number {
    if (tag.name === 'html') return this.#columns.elementCount === 1 ? 0 : -1;
    if (tag.name === 'body' && this.#hasBody) return -1;
    this.#makeRoom(tag);
    return this.#add(tag, tagStart);
  }

  /** Ends the start tag of the newest element: a void element is over with it. */
  endStartTag(tag: PageTag, isSelfClosing: boolean): void {
    if (tag.isVoid || (isSelfClosing && this.isForeign && this.#open.current === tag)) {
      this.#closeTo(this.#path.length - 1);
    }
  }

  close(tag: PageTag): void {
    if (tag.name === 'html' || tag.name === 'body') return;
    const depth = this.#open.depthAfterEnd(tag);
    if (depth > 0) this.#closeTo(depth);
  }

  /** Takes in a text. */
  addText(start: number, end: number): void {
    if (!this.#hasBody && (this.#path.length === 1 || this.current === 'head')) this.#openBody();
    this.#columns.addLeaf(this.#path[this.#path.length - 1] ?? 0, start, end);
  }

  finish(): void {
    this.#closeTo(0);
  }

  /** Closes what the coming element closes by implication, and opens what it implies. */
  #makeRoom(tag: PageTag): void {
    if (!this.#hasBody && tag.name !== 'body' && this.#path.length === 1 && !tag.isHead) this.#openBody();
    const depth = this.#open.depthBefore(tag);
    if (depth < this.#path.length) this.#closeTo(Math.max(1, depth));
    if (tag.name === 'body') {
      this.#closeTo(1);
      this.#hasBody = true;
    } else if (!this.#hasBody && this.current === 'head' && !tag.isHead) {
      this.#openBody();
    }
    if (tag.name === 'tr' && this.current === 'table') this.#add(this.#tags.of('tbody'), -1);
    if (this.#path.length >= maxDepth) this.#closeTo(maxDepth - 1);
  }

  #openBody(): void {
    this.#closeTo(1);
    this.#hasBody = true;
    this.#add(this.#tags.of('body'), -1);
  }

  #add(tag: PageTag, tagStart: number): number {
    const depth = this.#path.length;
    const element = this.#columns.addElement(tag.id, {
      parent: this.#path[depth - 1] ?? -1,
      depth,
      tagStart,
    });
    this.#path.push(element);
    this.#open.push(tag);
    if (tag.isForeign) this.#foreignDepth++;
    return element;
  }

  #closeTo(depth: number): void {
    while (this.#path.length > depth) {
      const element = this.#path.pop() ?? 0;
      if (this.#open.pop()?.isForeign === true) this.#foreignDepth--;
      this.#columns.closeElement(element);
    }
  }
}
