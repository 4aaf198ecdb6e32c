import { PageTooComplexError } from '../page-too-complex.ts';
import { IntList } from './int-list.ts';
import { Names } from './names.ts';
import type { Page } from './page.ts';

const maxElements = 5_000_000;

/** The columns of the index while they grow: elements, their attributes, and text leaves, in page order. */
export class PageColumns {
  readonly tagNames = new Names();
  readonly classNames = new Names();
  readonly attributeNames = new Names();
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
  readonly #classAttribute = this.attributeNames.id('class');

  get elementCount(): number {
    return this.#tag.length;
  }

  /** @returns the new element's number. @throws {PageTooComplexError} above five million elements. */
  addElement(tag: number, at: { parent: number; depth: number; tagStart: number }): number {
    const element = this.#tag.length;
    if (element >= maxElements)
      throw new PageTooComplexError(`The page has more than ${maxElements} elements.`);
    this.#tag.push(tag);
    this.#parent.push(at.parent);
    this.#depth.push(at.depth);
    this.#end.push(element + 1);
    this.#tagStart.push(at.tagStart);
    this.#tagEnd.push(-1);
    this.#classes.push(0);
    this.#firstAttribute.push(this.#attributeName.length);
    this.#firstLeaf.push(this.#leafStart.length);
    this.#endLeaf.push(this.#leafStart.length);
    return element;
  }

  startTag(element: number, start: number): void {
    this.#tagStart.set(element, start);
  }

  endTag(element: number, end: number): void {
    this.#tagEnd.set(element, end);
  }

  /** Ends the subtree of an element with what has been read so far. */
  closeElement(element: number): void {
    this.#end.set(element, this.#tag.length);
    this.#endLeaf.set(element, this.#leafStart.length);
  }

  /** Adds an attribute to the newest element. */
  addAttribute(html: string, element: number, at: { name: number; start: number; end: number }): void {
    this.#attributeName.push(at.name);
    this.#attributeStart.push(at.start);
    this.#attributeEnd.push(at.end);
    if (at.name === this.#classAttribute)
      this.#classes.set(element, this.classNames.id(html.slice(at.start, at.end)));
  }

  addLeaf(parent: number, start: number, end: number): void {
    this.#leafStart.push(start);
    this.#leafEnd.push(end);
    this.#leafParent.push(parent);
  }

  /** The finished index, but for what is worked out from it. */
  toPage(html: string): Page {
    this.#firstAttribute.push(this.#attributeName.length);
    return {
      html,
      baseUrl: null,
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
      hidden: new Uint8Array(0),
      leafCount: this.#leafStart.length,
      leafStart: this.#leafStart.view(),
      leafEnd: this.#leafEnd.view(),
      leafParent: this.#leafParent.view(),
      leafTexts: [],
      tagNames: this.tagNames,
      classNames: this.classNames,
      attributeNames: this.attributeNames,
    };
  }
}
