import type { Page } from '../page/page.ts';
import type { Located } from '../page/text.ts';
import type { Candidate } from './candidate.ts';
import { isVisible } from './candidate.ts';
import { type FactField, phraseHead } from './fact-field.ts';

/** A cell of more parts than this is a list, not a value beside another. */
const maxParts = 6;

/** The parts of a value that the page writes side by side: a price and the price before. Only for fields with one value. */
export const partsOf = (field: FactField, candidate: Candidate): Located[] => {
  const { content, origin } = candidate;
  const isApart =
    !('text' in content) && content.length > 1 && content.length <= maxParts && field.type !== 'text';
  const isMarkup = origin === 'jsonld' || origin === 'state' || origin === 'meta';
  return isApart && !field.isMultiple && !isMarkup ? [...content] : [];
};

/** The value without the field's own name in front of it ("SKU 4711"); null when it does not begin so. */
export const withoutName = (page: Page, field: FactField, { content, origin }: Candidate): Located | null => {
  if (!isVisible(origin) || !('text' in content) || content.source !== 'text') return null;
  const length = phraseHead(field, content.text);
  // Only where the markup is the text itself are offsets in both the same.
  if (length === 0 || page.html.slice(content.start, content.end) !== content.text) return null;
  return { ...content, start: content.start + length, text: content.text.slice(length) };
};
