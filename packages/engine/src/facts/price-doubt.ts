import { type Page, tagOf } from '../page/page.ts';
import type { Candidate } from './candidate.ts';
import { isVisible } from './candidate.ts';
import type { FactField } from './fact-field.ts';

const struckTags = new Set(['del', 's', 'strike']);

/** Words for amounts that are not what the thing costs now. */
const otherAmounts =
  /(?:^|[^a-z])(?:old|was|list|original|regular|strike\w*|struck|crossed|compare\w*|rrp|uvp|before|previous|shipping|delivery|postage|versand|livraison|env[ií]o|sav(?:e|ing|ings)|discount|you save|rabatt|off|instal\w*|monthly|per month|rate|loan|finance|financing|unit|grundpreis|tax|vat|deposit|coupon|voucher|gift|bundle|related|similar|other|also|recommend\w*|minimum|invoice|dealer|total|subtotal|trade|used|refurbished|points|cashback|fee|protection|warranty)(?:$|[^a-z])/i;

/** How far an amount may be the price asked for: struck through, shipping, savings and the like are not. */
export const priceDoubt = (page: Page, field: FactField, candidate: Candidate): number => {
  if (field.concept?.name !== 'price') return 1;
  let doubt = 1;
  const names = [...candidate.labels, ...(candidate.origin === 'page' ? candidate.hints : [])];
  if (names.some((name) => otherAmounts.test(name))) doubt *= 0.5;
  if (isVisible(candidate.origin) && isStruck(page, candidate.element)) doubt *= 0.3;
  return doubt;
};

const isStruck = (page: Page, element: number): boolean => {
  for (let e = element, steps = 0; e > 0 && steps < 4; e = page.parent[e] ?? 0, steps++) {
    if (struckTags.has(tagOf(page, e))) return true;
  }
  return false;
};
