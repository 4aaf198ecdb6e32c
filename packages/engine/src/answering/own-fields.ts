import type { FieldQuery } from '../lexicon/concept.ts';
import { toFieldQuery } from '../lexicon/find-concept.ts';
import type { Match } from '../matching/match-fields.ts';
import type { Column, Region } from '../regions/region.ts';

/** A region as its own answer: every column a field, under the name that the page gives it. */
export type OwnAnswer = { readonly fields: readonly FieldQuery[]; readonly match: Match };

const mostFields = 50;

/** Answers "everything": the region's own columns, the empty and the repeated ones left out. */
export const ownAnswer = (region: Region): OwnAnswer => {
  const columns = distinctColumns(region.columns).slice(0, mostFields);
  const taken = new Set<string>();
  const names = columns.map((column, c) => uniqueName(nameOf(column) ?? `column_${c + 1}`, taken));
  return {
    fields: names.map((name) => toFieldQuery(name)),
    match: { region, columns, scores: columns.map(() => 1) },
  };
};

/** Columns with something in at least a tenth of the records, each text once. */
const distinctColumns = (columns: readonly Column[]): Column[] => {
  const seen = new Set<string>();
  return columns.filter(({ cells }) => {
    const filled = cells.filter((cell) => cell !== null);
    if (filled.length < Math.max(1, cells.length / 10)) return false;
    const key = cells
      .map((cell) =>
        cell === null ? '' : 'text' in cell ? cell.text : cell.map(({ text }) => text).join(' '),
      )
      .join('\n');
    return !seen.has(key) && seen.add(key);
  });
};

const nameOf = ({ labels, hints }: Column): string | undefined =>
  labels.find((label) => label.trim() !== '')?.trim() ??
  hints.findLast((hint) => /^[a-z][a-z_.]*$/i.test(hint));

const uniqueName = (name: string, taken: Set<string>): string => {
  let unique = name;
  for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
  taken.add(unique);
  return unique;
};
