import type { Names } from './names.ts';
import { headTags, type ImpliedEnd, impliedEndsOf, voidTags } from './tags.ts';

/** A tag name as it occurs on a page, with what the tree's construction asks of it: looked up once for each tag. */
export type PageTag = {
  readonly name: string;
  readonly id: number;
  readonly ends: readonly ImpliedEnd[];
  readonly isVoid: boolean;
  readonly isForeign: boolean;
  readonly isHead: boolean;
  readonly isTablePart: boolean;
  readonly isCell: boolean;
  /** How many elements of the name are open. */
  open: number;
};

const foreignTags = new Set(['svg', 'math']);
const tableParts = new Set(['table', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption']);
const cellTags = new Set(['td', 'th', 'caption']);

/** The tags of a page by name, in whatever case they are written. */
export class PageTags {
  readonly #names: Names;
  readonly #tags = new Map<string, PageTag>();

  constructor(names: Names) {
    this.#names = names;
  }

  of(written: string): PageTag {
    const known = this.#tags.get(written);
    if (known !== undefined) return known;
    const name = written.toLowerCase();
    const tag = this.#tags.get(name) ?? this.#make(name);
    this.#tags.set(name, tag).set(written, tag);
    return tag;
  }

  #make(name: string): PageTag {
    return {
      name,
      id: this.#names.id(name),
      ends: impliedEndsOf(name),
      isVoid: voidTags.has(name),
      isForeign: foreignTags.has(name),
      isHead: headTags.has(name),
      isTablePart: tableParts.has(name),
      isCell: cellTags.has(name),
      open: 0,
    };
  }
}
