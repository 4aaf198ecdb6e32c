import { describe, expect, it } from 'vitest';
import { hostilePage, hostilePageNames } from '../testing/hostile-pages.ts';
import { extract, PageTooComplexError } from './index.ts';

/** A twentieth of the sizes that `bench/hostile.ts` reads; what grows faster than its page would show here too. */
const scale = 0.05;

const outcomeOf = (html: string, instruction: string): string => {
  try {
    return extract({ html, url: 'https://example.org/' }, { instruction }).status;
  } catch (error) {
    if (error instanceof PageTooComplexError) return 'refused';
    throw error;
  }
};

describe('extract on hostile pages', () => {
  it.each(hostilePageNames)(
    'answers or refuses: %s',
    (name) => {
      const { html } = hostilePage(name, scale);
      const outcomes = [
        'all items: name, price, date, rating, link',
        'the name and price of the product',
      ].map((instruction) => outcomeOf(html, instruction));
      for (const outcome of outcomes) expect(['complete', 'partial', 'empty', 'refused']).toContain(outcome);
    },
    3_000,
  );
});
