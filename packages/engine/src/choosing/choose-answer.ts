import type { Understanding } from '../lexicon/read-instruction.ts';
import { markupRegions } from '../markup/markup-regions.ts';
import type { Match } from '../matching/match-fields.ts';
import { namesOfFields } from '../matching/name-match.ts';
import type { Page } from '../page/page.ts';
import { tableRegions } from '../tables/table-regions.ts';
import { chooseFacts } from './choose-facts.ts';
import { type Choice, chooseRecords } from './choose-records.ts';
import { chooseNamed } from './choose-tables.ts';

/** An answer worth less is none: its columns fit the fields by accident. */
const leastWorth = 0.08;

/** The place of the page that answers the understood instruction best; null when none does. */
export const chooseAnswer = (page: Page, { fields, many }: Understanding): Match | null => {
  const names = namesOfFields(fields);
  const markup = markupRegions(page);
  const choices: (Choice | null)[] = [];
  if (many !== true) choices.push(chooseFacts(page, names, markup));
  if (many !== false) {
    choices.push(chooseNamed(page, names, tableRegions(page)));
    choices.push(
      chooseNamed(
        page,
        names,
        markup.filter(({ kind }) => kind === 'markup'),
      ),
    );
    choices.push(chooseRecords(page, names));
  }
  let best: Choice | null = null;
  for (const choice of choices)
    if (choice !== null && choice.worth > (best?.worth ?? leastWorth)) best = choice;
  return best?.match ?? null;
};
