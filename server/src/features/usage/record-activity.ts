import type { ActivitiesStore } from './activities.store.ts';
import type { NewActivity } from './activity.ts';

const longestSummary = 200;

/** Writes down that something happened. The summary is cut to what a list can show. */
export const recordActivity =
  ({ add }: Pick<ActivitiesStore, 'add'>) =>
  (activity: NewActivity): Promise<void> =>
    add({ ...activity, summary: shorten(activity.summary) });

/** Whole characters, on one line, without those that Postgres cannot keep. */
const shorten = (text: string): string => {
  const line = text
    .slice(0, 10 * longestSummary)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= longestSummary ? line : `${characters.slice(0, longestSummary - 1).join('')}…`;
};
