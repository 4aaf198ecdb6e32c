import type { Page } from '../page/page.ts';

/** The last text leaf that begins at an offset or before it. */
export const leafAt = ({ leafStart, leafCount }: Page, start: number): number => {
  let low = 0;
  let high = leafCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((leafStart[middle] ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  return low;
};
