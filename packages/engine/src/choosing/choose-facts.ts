import { matchFields } from '../matching/match-fields.ts';
import type { FieldNames } from '../matching/name-match.ts';
import type { Page } from '../page/page.ts';
import { hintFacts } from '../pairs/hint-facts.ts';
import { pairFacts } from '../pairs/pair-facts.ts';
import type { Column, Region } from '../regions/region.ts';
import type { Choice } from './choose-records.ts';

/** What the page tells of its one subject: its markup, its label–value pairs and what its class names say, matched. */
export const chooseFacts = (page: Page, names: readonly FieldNames[], markup: readonly Region[]): Choice => {
  const columns: Column[] = [];
  for (const region of markup) if (region.recordCount === 1) columns.push(...region.columns);
  for (const region of [pairFacts(page), hintFacts(page)]) columns.push(...(region?.columns ?? []));
  const match = matchFields(page, names, { kind: 'facts', element: 0, titles: [], recordCount: 1, columns });
  const worth = match.scores.reduce((sum, score) => sum + score, 0) / Math.max(1, names.length);
  return { match, worth };
};
