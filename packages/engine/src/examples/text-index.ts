import type { Page } from '../page/page.ts';
import { isLeafVisible, leafText } from '../page/text.ts';
import { loosened, squeezed } from '../wrapper/reading-text.ts';

/** A run of leaves, and whether it begins and ends where leaves do. */
export type Occurrence = { readonly from: number; readonly to: number; readonly isWhole: boolean };

/** All visible texts of a page in one string, for finding values that run through several of them. */
class RunningText {
  readonly #text: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #leaves: readonly number[];

  constructor(texts: readonly string[], leaves: readonly number[]) {
    let length = 0;
    for (const text of texts) {
      this.#starts.push(length);
      length += text.length;
      this.#ends.push(length);
    }
    this.#text = texts.join('');
    this.#leaves = leaves;
  }

  find(value: string, most: number): Occurrence[] {
    const found: Occurrence[] = [];
    if (value === '') return found;
    for (
      let at = this.#text.indexOf(value);
      at >= 0 && found.length < most;
      at = this.#text.indexOf(value, at + 1)
    ) {
      const first = this.#entryAt(at);
      const last = this.#entryAt(at + value.length - 1);
      const isWhole = this.#starts[first] === at && this.#ends[last] === at + value.length;
      found.push({ from: this.#leaves[first] ?? 0, to: (this.#leaves[last] ?? 0) + 1, isWhole });
    }
    return found;
  }

  /** The entry that holds a position. */
  #entryAt(position: number): number {
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** More places than this tell nothing about which one is meant. */
const mostOccurrences = 150;

/** Finds texts in a page: as they are but for white space, and by their letters and digits alone. */
export class TextIndex {
  readonly #squeezed: RunningText;
  readonly #loose: RunningText;

  constructor(page: Page) {
    const leaves = Array.from({ length: page.leafCount }, (_, leaf) => leaf).filter((leaf) =>
      isLeafVisible(page, leaf),
    );
    const texts = leaves.map((leaf) => leafText(page, leaf));
    this.#squeezed = new RunningText(texts.map(squeezed), leaves);
    this.#loose = new RunningText(texts.map(loosened), leaves);
  }

  /** Where a value stands, whole leaves first; by its letters and digits when it is nowhere verbatim. */
  find(value: string): Occurrence[] {
    const verbatim = this.#squeezed.find(squeezed(value), mostOccurrences);
    const whole = verbatim.filter(({ isWhole }) => isWhole);
    if (whole.length > 0) return whole;
    const normalised = this.#loose.find(loosened(value), mostOccurrences).filter(({ isWhole }) => isWhole);
    return normalised.length > 0 ? normalised : verbatim;
  }
}
