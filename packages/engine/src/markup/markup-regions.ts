import { commonAncestor, type Page } from '../page/page.ts';
import type { Region } from '../regions/region.ts';
import { groupItems, type ItemGroups, nestedLists } from './item-groups.ts';
import { columnsOf } from './item-records.ts';
import { isCompanion, typeWeight } from './item-types.ts';
import type { MarkupItem, MarkupList } from './items.ts';
import { readJsonLd } from './json-ld.ts';
import { readMeta } from './meta.ts';
import { metaRegion } from './meta-region.ts';
import { readMicrodata } from './microdata.ts';
import { type PageSubject, pageSubject, subjectMatch } from './page-subject.ts';
import { readRdfa } from './rdfa.ts';
import { scriptsOf } from './scripts.ts';
import { readState } from './state.ts';

/** What a page's markup may give at most; the most telling come first. */
const limits = { facts: 20, lists: 24 } as const;

/** How useful meta tags are beside items: less than what the page is about, more than what accompanies it. */
const metaScore = 9;
/** From here on an item is what the page is about, even among others of its type. */
const mainMatch = 8;

type Scored<T> = { readonly value: T; readonly score: number };

/**
 * What the page's markup says for programs: JSON-LD, microdata, RDFa Lite, meta tags and inline state, as regions,
 * the most useful first. Lists of items are of kind `markup`, single things of kind `facts`.
 */
export const markupRegions = (page: Page): Region[] => {
  const scripts = scriptsOf(page);
  const meta = readMeta(page);
  const subject = pageSubject(page, meta);
  const groups = [readJsonLd(page, scripts), readMicrodata(page), readRdfa(page)].map((items) =>
    groupItems(page, items),
  );
  const state = readState(page, scripts);
  const facts = best(
    groups.flatMap((group) => singlesOf(group, subject)),
    limits.facts,
  );
  const stateFacts = state.items.map((item) => ({ value: item, score: factScore(item, subject) - 6 }));
  const lists = [
    ...groups.flatMap((group) => group.lists),
    ...facts.slice(0, 3).flatMap(({ value }) => nestedLists(value)),
  ].map((list) => ({ value: list, score: listScore(list) }));
  const stateLists = state.lists.map((list) => ({ value: list, score: listScore(list) - 4 }));
  const regions = [
    ...[...facts, ...stateFacts].map(({ value, score }) => ({ value: factRegion(page, value), score })),
    ...best([...lists, ...stateLists], limits.lists).map(({ value, score }) => ({
      value: listRegion(page, value),
      score,
    })),
  ];
  const metaTags = metaRegion(meta);
  if (metaTags !== null) regions.push({ value: metaTags, score: metaScore });
  return best(regions, regions.length)
    .map(({ value }) => value)
    .filter(({ columns }) => columns.length > 0);
};

const best = <T>(candidates: readonly Scored<T>[], count: number): Scored<T>[] =>
  candidates.toSorted((a, b) => b.score - a.score).slice(0, count);

/** Items that stand alone, and the one of a list that the page is about: the rest of that list is related to it. */
const singlesOf = ({ singles, lists }: ItemGroups, subject: PageSubject): Scored<MarkupItem>[] => [
  ...singles.map((item) => ({ value: item, score: factScore(item, subject) })),
  ...lists.flatMap(({ items }) =>
    items.flatMap((item) =>
      subjectMatch(subject, item) >= mainMatch ? [{ value: item, score: factScore(item, subject) }] : [],
    ),
  ),
];

const factScore = (item: MarkupItem, subject: PageSubject): number => {
  // A site's name stands in the title of each of its pages.
  const match = subjectMatch(subject, item) / (isCompanion(item.types) ? 2 : 1);
  return typeWeight(item.types) + match + Math.min(item.properties.size, 12) / 4;
};

const listScore = ({ items }: MarkupList): number =>
  typeWeight(items[0]?.types ?? []) +
  Math.min(Math.log2(items.length), 8) +
  Math.min(items[0]?.properties.size ?? 0, 12) / 4;

const factRegion = (page: Page, item: MarkupItem): Region => ({
  kind: 'facts',
  element: item.element,
  titles: item.types,
  recordCount: 1,
  columns: columnsOf(page, [item]),
});

const listRegion = (page: Page, { titles, items }: MarkupList): Region => ({
  kind: 'markup',
  element: items.reduce(
    (element, item) => commonAncestor(page, element, item.element),
    items[0]?.element ?? 0,
  ),
  titles,
  recordCount: items.length,
  columns: columnsOf(page, items),
});
