import { fitsType } from '../values/recognise.ts';
import type { ValueType } from '../values/value-type.ts';

/** Longer texts may hold a value somewhere, but are none. */
const longestValue = 300;
const longestPlainValue = 32;
const plainTypes: readonly ValueType[] = ['number', 'date', 'duration', 'percent', 'rating', 'money'];

/** Remembers how well a page's texts fit the types: the same texts stand in many candidate regions. */
export class TypeFits {
  readonly #byType = new Map<ValueType, Map<string, number>>();
  readonly #plain = new Map<string, boolean>();

  /** 0..1, see `fitsType`. */
  fit(text: string, type: ValueType): number {
    if (text.length > longestValue) return 0;
    let known = this.#byType.get(type);
    if (known === undefined) {
      known = new Map();
      this.#byType.set(type, known);
    }
    const before = known.get(text);
    if (before !== undefined) return before;
    const fit = fitsType(text, type);
    known.set(text, fit);
    return fit;
  }

  /** Is the text a date, an amount or a number and nothing else? */
  isPlain(text: string): boolean {
    if (text.length > longestPlainValue) return false;
    const before = this.#plain.get(text);
    if (before !== undefined) return before;
    const isPlain = /\d/.test(text) && plainTypes.some((type) => this.fit(text, type) > 0.95);
    this.#plain.set(text, isPlain);
    return isPlain;
  }
}
