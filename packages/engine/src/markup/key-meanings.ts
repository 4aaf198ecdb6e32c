/** What a key of a state object says about the object; meanings add up. */
export const keyMeaning = {
  /** It names a thing. */
  naming: 1,
  /** It is something people ask for. */
  telling: 2,
  /** It is hardly ever found on anything but products, articles, jobs and recipes. */
  strong: 4,
} as const;

const naming = /name$|title$|^headline$|^label$|^heading$/i;
const telling =
  /price|amount|sku|gtin|isbn|rating|review|description|summary|excerpt|author|brand|company|employer|salary|location|address|city|date|published|created|time|duration|image|photo|picture|thumbnail|availab|stock|phone|email|category|currency/i;
const strong =
  /price$|amount$|^(?:sku|gtin\d*|isbn\d*|mpn|datepublished|published(?:_?at)?|headline|ingredients|salary)$/i;

/** Remembers what keys mean: a page's state repeats few keys many times. */
export class KeyMeanings {
  readonly #known = new Map<string, number>();

  of(key: string): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const meaning =
      (naming.test(key) ? keyMeaning.naming : 0) |
      (telling.test(key) ? keyMeaning.telling : 0) |
      (strong.test(key) ? keyMeaning.strong : 0);
    this.#known.set(key, meaning);
    return meaning;
  }
}
