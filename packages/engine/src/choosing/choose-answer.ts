import type { Understanding } from '../lexicon/read-instruction.ts';
import { markupRegions } from '../markup/markup-regions.ts';
import { createMatcher, type Match } from '../matching/match-fields.ts';
import { type FieldNames, namesOfFields } from '../matching/name-match.ts';
import type { Page } from '../page/page.ts';
import type { Region } from '../regions/region.ts';
import { tableRegions } from '../tables/table-regions.ts';
import { chooseFacts } from './choose-facts.ts';
import { type Choice, chooseRecords } from './choose-records.ts';
import { chooseNamed } from './choose-tables.ts';

/** An answer worth less is none: its columns fit the fields by accident. */
const leastWorth = 0.08;

/** Where the instruction leaves open whether one record or many are wanted, a page with a list is asked for its list. */
const listPreference = 1.6;

/** The place of the page that answers the understood instruction best; null when none does. */
export const chooseAnswer = (page: Page, { fields, many }: Understanding): Match | null => {
  const names = namesOfFields(fields);
  const markup = markupRegions(page);
  const list = many === false ? null : chooseList(page, names, markup);
  const facts = many === true && list !== null ? null : chooseFacts(page, names, markup);
  const best = bestOf([facts, list === null ? null : { ...list, worth: list.worth * listPreference }]);
  return best === null || best.worth < leastWorth ? null : best.match;
};

const chooseList = (page: Page, names: readonly FieldNames[], markup: readonly Region[]): Choice | null => {
  const matcher = createMatcher(page);
  const lists = markup.filter(({ kind }) => kind === 'markup');
  return bestOf([
    chooseNamed(names, tableRegions(page), matcher),
    chooseNamed(names, lists, matcher),
    chooseRecords(page, names, matcher),
  ]);
};

const bestOf = (choices: readonly (Choice | null)[]): Choice | null => {
  let best: Choice | null = null;
  for (const choice of choices) if (choice !== null && choice.worth > (best?.worth ?? 0)) best = choice;
  return best;
};
