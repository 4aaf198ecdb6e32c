import { z } from 'zod';
import type { Door } from '../../http/door.ts';
import { ok, okWritten } from '../../http/reply.ts';
import type { Routes } from '../../http/route.ts';
import { AppError } from '../../kernel/app-error.ts';
import { writtenText } from '../../kernel/written-text.ts';
import type { ActivitiesStore } from './activities.store.ts';
import type { Activity } from './activity.ts';
import type { listActivities } from './list-activities.ts';
import type { SavedResultsStore } from './saved-results.store.ts';

const mostAPage = 100;

const Moment = z.iso
  .datetime({ offset: true, error: 'must be a date and time such as 2026-11-01T00:00:00Z' })
  .transform((text) => new Date(text))
  // Beyond these years Postgres and JavaScript write dates differently.
  .refine((date) => date.getTime() >= 0 && date.getUTCFullYear() < 9999, 'must be between 1970 and 9998');

/** What `GET /api/user/activities` takes. */
const ActivitiesQuery = z.strictObject({
  kind: writtenText({ most: 50 }).exactOptional().describe('Only of this kind, such as scrape'),
  from: Moment.exactOptional().describe('Only from then on'),
  to: Moment.exactOptional().describe('Only before then'),
  cursor: writtenText({ most: 200 }).exactOptional().describe('The `next` of the page before'),
  limit: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(mostAPage, `must be at most ${mostAPage}`)
    .default(50)
    .describe('How many a page holds'),
});

const ActivityReply = z.object({
  id: z.uuid(),
  kind: z.string(),
  summary: z.string(),
  counts: z.record(z.string(), z.number()),
  request_id: z.string().nullable(),
  created_at: z.iso.datetime(),
});

const toReply = ({ id, kind, summary, counts, requestId, createdAt }: Activity) => ({
  id,
  kind,
  summary,
  counts,
  request_id: requestId,
  created_at: createdAt.toISOString(),
});

const OneReply = ActivityReply.extend({
  result: z
    .looseObject({ rows: z.array(z.record(z.string(), z.unknown())) })
    .nullable()
    .describe('Of a scrape: its answer, rows and evidence, for as long as results are kept'),
});

/** The answer is large and written already: it is not read to be written again. */
const nested = (result: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from('{"result":'), result, Buffer.from('}')]);

type Needs = {
  readonly door: Door<{ readonly userId: string }>;
  readonly list: ReturnType<typeof listActivities>;
  readonly find: ActivitiesStore['find'];
  readonly findResult: SavedResultsStore['find'];
};

/** Declares `GET /api/user/activities` and `GET /api/user/activities/:id`. */
export const declareActivities = (routes: Routes, { door, list, find, findResult }: Needs): void => {
  const ActivitiesReply = z.object({
    activities: z.array(ActivityReply).describe('The newest first'),
    next: z.string().nullable().describe('The cursor of the next page; null on the last'),
  });
  routes.get(
    '/api/user/activities',
    { door, summary: 'What happened in your account', query: ActivitiesQuery, reply: ActivitiesReply },
    async ({ userId, query }) => {
      const { activities, next } = await list(userId, query);
      return ok({ activities: activities.map(toReply), next });
    },
  );

  const params = z.strictObject({ id: z.uuid('must be a UUID') });
  routes.get(
    '/api/user/activities/:id',
    { door, summary: 'One thing that happened, and what it gave', params, reply: OneReply, refusals: [404] },
    async ({ userId, params: { id } }) => {
      const activity = await find(userId, id);
      if (!activity) throw new AppError('not_found', 'You have no such activity.');
      const result = await findResult(userId, id);
      if (result === null) return ok({ ...toReply(activity), result });
      return okWritten({ bytes: nested(result) }, toReply(activity));
    },
  );
};
