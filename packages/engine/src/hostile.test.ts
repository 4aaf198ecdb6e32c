import { describe, expect, it } from 'vitest';
import { hostileExamples, hostilePage, hostilePageNames } from '../testing/hostile-pages.ts';
import { answerPage, type LearningRequest, PageTooComplexError } from './index.ts';

/** A twentieth of the sizes that `bench/hostile.ts` reads and times. */
const scale = 0.05;

const outcomeOf = (html: string, request: LearningRequest): string => {
  try {
    return answerPage({ html, url: 'https://example.org/' }, request).extraction.status;
  } catch (error) {
    if (error instanceof PageTooComplexError) return 'refused';
    throw error;
  }
};

describe('a hostile page', () => {
  it.each(hostilePageNames)('is answered or refused: %s', (name) => {
    const { html } = hostilePage(name, scale);
    const requests: LearningRequest[] = [
      { instruction: 'all items: name, price, date, rating, link' },
      { instruction: 'the name and price of the product' },
      { instruction: 'all items', examples: hostileExamples },
    ];
    for (const request of requests)
      expect(['complete', 'partial', 'empty', 'refused']).toContain(outcomeOf(html, request));
  });
});
