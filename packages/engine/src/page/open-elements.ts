import type { PageTag } from './page-tags.ts';

/** How many open elements an implied end tag may look back over. */
const lookBack = 64;

/** Decides which open elements a tag closes: the part of HTML's tree construction that changes what is inside what. */
export class OpenElements {
  readonly #tags: PageTag[] = [];

  get depth(): number {
    return this.#tags.length;
  }

  get current(): PageTag | undefined {
    return this.#tags[this.#tags.length - 1];
  }

  push(tag: PageTag): void {
    this.#tags.push(tag);
    tag.open++;
  }

  pop(): PageTag | undefined {
    const tag = this.#tags.pop();
    if (tag !== undefined) tag.open--;
    return tag;
  }

  /** The depth to fall back to before `tag` opens. */
  depthBefore(tag: PageTag): number {
    let depth = this.#tags.length;
    for (const { closes, within } of tag.ends) {
      const lowest = Math.max(0, depth - lookBack);
      for (let i = depth - 1, found = -1; i >= lowest; i--) {
        const open = this.#tags[i]?.name ?? '';
        if (closes.has(open)) found = i;
        if (within.has(open) || i === lowest) {
          if (found >= 0) depth = found;
          break;
        }
      }
    }
    return depth;
  }

  /** The depth that an end tag leaves, or -1 when it closes nothing. */
  depthAfterEnd(tag: PageTag): number {
    if (tag.isVoid || tag.open <= 0) return -1;
    for (let i = this.#tags.length - 1; i >= 0; i--) {
      const open = this.#tags[i];
      if (open === tag) return i;
      if (tag.isTablePart ? open?.name === 'table' : open?.isCell === true) return -1;
    }
    return -1;
  }
}
