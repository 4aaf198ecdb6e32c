import type { Page } from './page.ts';

/** Of elements in page order those that stand in no other of them: a record in a record is part of it. */
export const outermost = (page: Page, elements: readonly number[]): number[] => {
  let end = 0;
  return elements.filter((e) => {
    if (e < end) return false;
    end = page.end[e] ?? 0;
    return true;
  });
};
