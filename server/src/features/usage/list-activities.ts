import { AppError } from '../../kernel/app-error.ts';
import type { ActivitiesStore, ActivityFilter } from './activities.store.ts';
import type { Activity } from './activity.ts';
import { readCursor, writeCursor } from './activity-cursor.ts';

/** What is asked for; `cursor` is the `next` of the page before. */
export type ActivityQuery = Omit<ActivityFilter, 'after'> & { readonly cursor?: string };

/** One page, the newest first; `next` is null on the last one. */
export type ActivityPage = { readonly activities: readonly Activity[]; readonly next: string | null };

/**
 * Lists what happened in an account.
 * @throws {AppError} `invalid_request` for a cursor that was not given to this user.
 */
export const listActivities =
  ({ list }: Pick<ActivitiesStore, 'list'>) =>
  async (userId: string, { cursor, ...filter }: ActivityQuery): Promise<ActivityPage> => {
    const after = cursor === undefined ? undefined : readCursor(userId, cursor);
    if (after === null) {
      const message = 'is not one that you were given';
      throw new AppError('invalid_request', `The query is not as it should be: cursor ${message}.`, {
        faults: [{ path: 'cursor', message }],
      });
    }
    // One more than the page holds tells whether there is another page.
    const found = await list(userId, { ...filter, limit: filter.limit + 1, ...(after ? { after } : {}) });
    const activities = found.slice(0, filter.limit);
    const last = activities.at(-1);
    const next = found.length > activities.length && last ? writeCursor(userId, last.place) : null;
    return { activities, next };
  };
