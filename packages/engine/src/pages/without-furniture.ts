import { extractFrom } from '../extract.ts';
import type { CellEvidence, Extraction, ExtractionRequest } from '../extraction.ts';
import { buildPage } from '../page/build-page.ts';
import type { Page } from '../page/page.ts';
import { leafText } from '../page/text.ts';
import type { IndexedPage } from './indexed-page.ts';

/** Furniture stands in several places (title, heading, footer); so often it is taken out before we give in. */
const mostRounds = 3;

/**
 * What the structure of each page tells of its one record, the furniture left aside: a value that all pages have, word
 * for word, is the site's and not the record's. Where another answer is found that varies, that one is taken.
 */
export const withoutFurniture = (
  pages: readonly IndexedPage[],
  request: ExtractionRequest,
): readonly Extraction[] => {
  const first = pages.map(({ page }) => extractFrom(page, request));
  let best = first;
  let seen = pages.map(({ page }) => page);
  let latest = first;
  for (let round = 0; round < mostRounds; round++) {
    const suspects = namesOf(best).filter((name) => isEqualOnAll(best, name));
    if (suspects.length === 0 || latest.some(({ rows }) => rows.length !== 1)) return best;
    seen = seen.map((page, p) => without(page, latest[p], suspects, pages[p]?.url));
    latest = seen.map((page) => extractFrom(page, request));
    const found = suspects.filter(
      (name) => latest.every(({ rows }) => hasValue(rows[0]?.[name])) && !isEqualOnAll(latest, name),
    );
    best = best.map((extraction, p) => withFieldsOf(extraction, latest[p], found));
  }
  return best;
};

const namesOf = ([first]: readonly Extraction[]): readonly string[] =>
  first?.fields.map(({ name }) => name) ?? [];

const hasValue = (cell: unknown): boolean => cell !== null && cell !== undefined;

const isEqualOnAll = (extractions: readonly Extraction[], name: string): boolean => {
  const texts = extractions.map(({ rows }) => JSON.stringify(rows[0]?.[name] ?? null));
  return texts[0] !== 'null' && new Set(texts).size === 1;
};

/** The page without the cells of some fields, and without what says the same elsewhere; all else stays where it is. */
const without = (
  page: Page,
  extraction: Extraction | undefined,
  names: readonly string[],
  url: string | undefined,
): Page => {
  const texts = new Set(names.flatMap((name) => [extraction?.rows[0]?.[name] ?? []].flat().map(String)));
  const spans = names.flatMap((name) => slicesOf(extraction, name).map(({ start, end }) => ({ start, end })));
  for (let leaf = 0; leaf < page.leafCount; leaf++)
    if (texts.has(leafText(page, leaf)))
      spans.push({ start: page.leafStart[leaf] ?? 0, end: page.leafEnd[leaf] ?? 0 });
  let html = '';
  let from = 0;
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    if (start < from) continue;
    html += page.html.slice(from, start) + ' '.repeat(end - start);
    from = end;
  }
  return promoted(buildPage(html + page.html.slice(from), url), url);
};

/** Where the first heading was furniture, the next rank is what the page is about: its headings become the first. */
const promoted = (page: Page, url: string | undefined): Page => {
  const rank = ['h1', 'h2', 'h3', 'h4'].find((tag) => hasText(page, tag)) ?? 'h1';
  return rank === 'h1'
    ? page
    : buildPage(page.html.replace(new RegExp(`(</?)${rank}(?=[\\s>])`, 'gi'), '$1h1'), url);
};

const hasText = (page: Page, tag: string): boolean => {
  const id = page.tagNames.find(tag);
  return (
    id >= 0 && page.tag.some((one, e) => one === id && (page.firstLeaf[e] ?? 0) < (page.endLeaf[e] ?? 0))
  );
};

const evidenceOf = (extraction: Extraction | undefined, name: string): CellEvidence => {
  const f = extraction?.fields.findIndex((field) => field.name === name) ?? -1;
  return extraction?.evidence[0]?.[f] ?? null;
};

const slicesOf = (extraction: Extraction | undefined, name: string) => {
  const cell = evidenceOf(extraction, name);
  return cell === null ? [] : 'source' in cell ? [cell] : cell;
};

const withFieldsOf = (
  extraction: Extraction,
  other: Extraction | undefined,
  names: readonly string[],
): Extraction => {
  if (other === undefined || names.length === 0) return extraction;
  const [row = {}, line = []] = [extraction.rows[0], extraction.evidence[0]];
  const taken = Object.fromEntries(names.map((name) => [name, other.rows[0]?.[name] ?? null]));
  return {
    ...extraction,
    rows: [{ ...row, ...taken }],
    evidence: [
      extraction.fields.map(({ name }, f) =>
        names.includes(name) ? evidenceOf(other, name) : (line[f] ?? null),
      ),
    ],
  };
};
