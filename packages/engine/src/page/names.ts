/** Gives each distinct text a small number, so that equal names compare as integers. Number 0 is the empty text. */
export class Names {
  readonly #ids = new Map<string, number>([['', 0]]);
  readonly #texts: string[] = [''];

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.length;
    this.#ids.set(text, id);
    this.#texts.push(text);
    return id;
  }

  /** The id of a text that has been seen, or -1. */
  find(text: string): number {
    return this.#ids.get(text) ?? -1;
  }

  text(id: number): string {
    return this.#texts[id] ?? '';
  }

  get size(): number {
    return this.#texts.length;
  }
}
