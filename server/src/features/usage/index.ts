/** What was used: for now, what happened in an account. */

import type { Door } from '../../http/door.ts';
import type { Routes } from '../../http/route.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { declareActivities } from './activities.routes.ts';
import { createActivitiesStore } from './activities.store.ts';
import type { NewActivity } from './activity.ts';
import { listActivities } from './list-activities.ts';
import { recordActivity } from './record-activity.ts';

/** Writes down that something happened. */
export type RecordActivity = (activity: NewActivity) => Promise<void>;

/** Opens the room. */
export const createUsage = ({ db }: { readonly db: Db }) => {
  const store = createActivitiesStore(db);
  return {
    recordActivity: recordActivity(store),
    /** Removes all that this room keeps about somebody. */
    forgetUser: store.removeAll,
    declareRoutes: (routes: Routes, { door }: { readonly door: Door<{ readonly userId: string }> }): void =>
      declareActivities(routes, { door, list: listActivities(store), find: store.find }),
  };
};
