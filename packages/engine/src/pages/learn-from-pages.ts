import { induceWrapper } from '../examples/induce-wrapper.ts';
import { placesOfAnswer } from '../examples/places-of-answer.ts';
import type { Extraction, ExtractionRequest } from '../extraction.ts';
import { failedChecks } from '../wrapper/failed-checks.ts';
import { readingText, squeezed } from '../wrapper/reading-text.ts';
import { type Replay, replayWrapper } from '../wrapper/replay-wrapper.ts';
import type { Wrapper, WrapperField } from '../wrapper/wrapper.ts';
import type { IndexedPage } from './indexed-page.ts';
import { withoutFurniture } from './without-furniture.ts';

/** A wrapper that one of the pages taught, and what it reads on all of them. */
type Proposal = { readonly wrapper: Wrapper; readonly replays: readonly Replay[] };

/**
 * Learns a wrapper from several pages of one template, without examples: each page's structure proposes one, all are
 * replayed on all pages, and for each field the way is kept that most pages' structures agree with.
 */
export const learnFromPages = (
  pages: readonly IndexedPage[],
  request: ExtractionRequest,
  many: boolean | null,
): Wrapper | null => {
  const extractions = withoutFurniture(pages, request);
  const proposals = pages.flatMap(({ page, url }, p): Proposal[] => {
    const extraction = extractions[p];
    if (extraction === undefined || extraction.rows.length === 0) return [];
    const rows = placesOfAnswer(page, extraction);
    const induced = induceWrapper(page, { fields: extraction.fields, rows, many, url });
    return induced === null ? [] : [proposalOf(induced.wrapper, pages)];
  });
  const best = proposals.reduce<Proposal | null>(
    (a, b) => (a !== null && agreementOf(a, extractions) >= agreementOf(b, extractions) ? a : b),
    null,
  );
  if (best === null || best.wrapper.scope === 'list') return best?.wrapper ?? null;
  return withBestFields(best.wrapper, proposals, extractions);
};

const proposalOf = (wrapper: Wrapper, pages: readonly IndexedPage[]): Proposal => ({
  wrapper,
  replays: pages.map(({ page }) => replayWrapper(page, wrapper)),
});

/** How many cells of the pages are read as their structures have them; on a page that fails the checks none is. */
const agreementOf = ({ wrapper, replays }: Proposal, extractions: readonly Extraction[]): number =>
  replays.reduce((sum, replay, p) => {
    if (failedChecks(wrapper, replay).length > 0) return sum;
    return (
      sum +
      wrapper.fields.reduce(
        (count, field, f) => count + agreedCells(replay, f, valuesOf(extractions[p], field.name)),
        0,
      )
    );
  }, 0);

const valuesOf = (extraction: Extraction | undefined, name: string): ReadonlySet<string> =>
  new Set((extraction?.rows ?? []).map((row) => squeezed([row[name] ?? ''].flat().join(' '))));

const agreedCells = ({ columns }: Replay, f: number, values: ReadonlySet<string>): number =>
  (columns[f] ?? []).filter((cell) => cell !== null && values.has(squeezed(readingText(cell)))).length;

const withBestFields = (
  wrapper: Wrapper,
  proposals: readonly Proposal[],
  extractions: readonly Extraction[],
): Wrapper => {
  const names = [
    ...new Set(proposals.flatMap((proposal) => proposal.wrapper.fields.map(({ name }) => name))),
  ];
  const chosen = names.flatMap((name): { field: WrapperField; nullRate: number }[] => {
    let best: { field: WrapperField; nullRate: number; agreed: number } | null = null;
    for (const proposal of proposals) {
      const f = proposal.wrapper.fields.findIndex((field) => field.name === name);
      const field = proposal.wrapper.fields[f];
      if (field === undefined) continue;
      const cells = proposal.replays.map(({ columns }) => columns[f]?.[0] ?? null);
      const agreed = proposal.replays.reduce(
        (sum, replay, p) => sum + agreedCells(replay, f, valuesOf(extractions[p], name)),
        0,
      );
      const nullRate = cells.filter((cell) => cell === null).length / Math.max(1, cells.length);
      if (best === null || agreed > best.agreed) best = { field, nullRate, agreed };
    }
    return best === null ? [] : [best];
  });
  return {
    ...wrapper,
    fields: chosen.map(({ field }) => field),
    checks: { ...wrapper.checks, nullRates: chosen.map(({ nullRate }) => nullRate) },
  };
};
