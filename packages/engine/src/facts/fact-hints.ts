import type { FactField } from './fact-field.ts';

/** How well the properties that the markup gives a value are those of the field, 0..1. */
export const matchProperties = (field: FactField, hints: ReadonlySet<string>): number => {
  let best = 0;
  for (const hint of hints) {
    const own = field.properties.get(hint);
    if (own !== undefined) best = Math.max(best, own);
    const dot = hint.lastIndexOf('.');
    // A nested thing's property is its own, not that of what holds it: `brand.name`.
    if (dot > 0) best = Math.max(best, 0.4 * (field.properties.get(hint.slice(dot + 1)) ?? 0));
    else if (isOwnName(field, hint)) best = Math.max(best, 0.9);
  }
  return best;
};

/** `isbn13`, `isbn_13` and `Isbn-13` for "isbn 13". */
const isOwnName = ({ ownWords }: FactField, hint: string): boolean =>
  hint.replace(/[_\-:]/g, '') === ownWords.join('');

/** Words that make another thing of what they stand with: the label of a price, the number of reviews. */
const otherwise = new Set(
  (
    'label labels heading caption btn button link links form input icon tooltip help count counter old was related similar ' +
    'recommended other others also more share social nav menu footer breadcrumb breadcrumbs crumb'
  ).split(' '),
);

/** How well the words of class names and ids tell of the field, 0..1. */
export const matchFactHints = (field: FactField, hints: ReadonlySet<string>): number => {
  let best = 0;
  for (const hint of field.hintWords) if (hints.has(hint)) best = 0.72;
  const found = field.ownWords.filter((word) => hints.has(word) || hints.has(`${word}s`)).length;
  if (found > 0 && found === field.ownWords.length) best = Math.max(best, found > 1 ? 0.9 : 0.78);
  if (best === 0) return 0;
  let others = 0;
  let against = 0;
  for (const hint of hints) {
    if (hint === 'part' || field.hintWords.has(hint) || field.ownWords.includes(hint)) continue;
    others++;
    if (otherwise.has(hint)) against++;
  }
  return best * (1 - 0.05 * Math.min(6, others)) * 0.6 ** against;
};
