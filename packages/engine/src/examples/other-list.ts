import type { Extraction } from '../extraction.ts';
import type { Page } from '../page/page.ts';
import { replayWrapper } from '../wrapper/replay-wrapper.ts';
import type { Wrapper, WrapperField } from '../wrapper/wrapper.ts';
import { type Induced, induceWrapper, type KnownRows } from './induce-wrapper.ts';
import { placesOfAnswer } from './places-of-answer.ts';

/** A field that the known records usually have; the records of another list have it too, or they are others. */
const usualFill = 0.75;
const leastRecords = 3;

/**
 * Lists that are shown in two dresses (advertisements, then results) and copied from in one of them: where the page's
 * structure tells of a second list with the same fields, no shorter and apart from the first, its records are read too.
 * @param extraction what the structure answers.
 */
export const withOtherList = (
  page: Page,
  induced: Induced,
  { extraction, ...known }: Omit<KnownRows, 'rows'> & { readonly extraction: Extraction },
): Induced => {
  const { wrapper, replay } = induced;
  if (wrapper.record === null || !isLikelyTheMain(extraction, induced)) return induced;
  if (isTouching(page, extraction, induced)) return induced;
  const other = induceWrapper(page, { ...known, rows: placesOfAnswer(page, extraction) });
  if (other === null || other.wrapper.record === null) return induced;
  const both = {
    ...wrapper,
    fields: wrapper.fields.map((field) => withSelectorsOf(field, other.wrapper)),
    others: [...(wrapper.others ?? []), other.wrapper.record],
  };
  const read = replayWrapper(page, both);
  return read.scopes.length >= replay.scopes.length + leastRecords
    ? { wrapper: both, replay: read }
    : induced;
};

const withSelectorsOf = (field: WrapperField, other: Wrapper): WrapperField => {
  const same = other.fields.find(({ name }) => name === field.name);
  return same === undefined ? field : { ...field, selectors: [...field.selectors, ...same.selectors] };
};

/** As many records as are known, and each of the usual fields is filled in most of them. */
const isLikelyTheMain = ({ rows }: Extraction, { wrapper, replay }: Induced): boolean =>
  rows.length >= Math.max(leastRecords, replay.scopes.length) &&
  wrapper.fields.every(({ name }, f) => {
    const isUsual = 1 - (wrapper.checks.nullRates[f] ?? 0) >= usualFill;
    const filled = rows.filter((row) => (row[name] ?? null) !== null).length;
    return !isUsual || filled >= usualFill * rows.length;
  });

/** Does any of its cells stand in a record that is known already? */
const isTouching = (page: Page, { evidence }: Extraction, { replay }: Induced): boolean =>
  evidence.some((line) =>
    line.some((cell) => {
      const start = cell === null ? -1 : 'source' in cell ? cell.start : (cell[0]?.start ?? -1);
      return replay.scopes.some(
        ({ firstLeaf, endLeaf }) =>
          start >= (page.leafStart[firstLeaf] ?? 0) && start < (page.leafEnd[endLeaf - 1] ?? 0),
      );
    }),
  );
