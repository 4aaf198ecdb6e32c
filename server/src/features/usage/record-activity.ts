import type { ActivitiesStore } from './activities.store.ts';
import type { NewActivity } from './activity.ts';
import { shorten } from './shorten.ts';

/** Writes down that something happened. The summary is cut to what a list can show. */
export const recordActivity =
  ({ add }: Pick<ActivitiesStore, 'add'>) =>
  (activity: NewActivity): Promise<void> =>
    add({ ...activity, summary: shorten(activity.summary) });
