import { impliedEndsOf, voidTags } from './tags.ts';

/** How many open elements an implied end tag may look back over. */
const lookBack = 64;

const tableParts = new Set(['table', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption']);
const cells = new Set(['td', 'th', 'caption']);

/** Decides which open elements a tag closes: the part of HTML's tree construction that changes what is inside what. */
export class OpenElements {
  readonly #tags: string[] = [];
  readonly #open = new Map<string, number>();

  get depth(): number {
    return this.#tags.length;
  }

  get current(): string {
    return this.#tags[this.#tags.length - 1] ?? '';
  }

  push(tag: string): void {
    this.#tags.push(tag);
    this.#open.set(tag, (this.#open.get(tag) ?? 0) + 1);
  }

  pop(): void {
    const tag = this.#tags.pop();
    if (tag !== undefined) this.#open.set(tag, (this.#open.get(tag) ?? 1) - 1);
  }

  /** The depth to fall back to before `tag` opens. */
  depthBefore(tag: string): number {
    let depth = this.#tags.length;
    for (const { closes, within } of impliedEndsOf(tag)) {
      const lowest = Math.max(0, depth - lookBack);
      for (let i = depth - 1, found = -1; i >= lowest; i--) {
        const open = this.#tags[i] ?? '';
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
  depthAfterEnd(tag: string): number {
    if (voidTags.has(tag) || (this.#open.get(tag) ?? 0) <= 0) return -1;
    const isTablePart = tableParts.has(tag);
    for (let i = this.#tags.length - 1; i >= 0; i--) {
      const open = this.#tags[i] ?? '';
      if (open === tag) return i;
      if (isTablePart ? open === 'table' : cells.has(open)) return -1;
    }
    return -1;
  }
}
