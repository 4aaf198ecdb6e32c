import type { Page } from '../page/page.ts';
import { fingerprintOf, likeness, sameTemplate } from './fingerprint.ts';
import type { Wrapper } from './wrapper.ts';

/** Which of the wrappers was learned on a page of this one's template; -1 for none. */
export const chooseKnown = (page: Page, url: string | undefined, known: readonly Wrapper[]): number => {
  if (known.length === 0) return -1;
  const fingerprint = fingerprintOf(page, url);
  let best = -1;
  let most = sameTemplate;
  known.forEach((wrapper, i) => {
    const alike = likeness(wrapper.fingerprint, fingerprint);
    if (alike < most) return;
    most = alike;
    best = i;
  });
  return best;
};
