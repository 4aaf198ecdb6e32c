import type { Door } from '../../http/door.ts';
import { okWritten } from '../../http/reply.ts';
import type { Routes } from '../../http/route.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Profile } from '../profiles/index.ts';
import type { RecordActivity } from '../usage/index.ts';
import { ScrapeBody, ScrapeReply } from './extraction.schema.ts';
import type { scrapePage } from './scrape-page.ts';

/** What the route asks for. */
export type ScrapeNeeds = {
  readonly scrape: ReturnType<typeof scrapePage>;
  readonly door: Door<{ readonly userId: string; readonly user: Pick<Profile, 'smartFormatting'> }>;
  readonly recordActivity: RecordActivity;
  readonly clock: Clock;
};

/** Declares `POST /api/scrape`. */
export const declareScrape = (routes: Routes, { scrape, door, recordActivity, clock }: ScrapeNeeds): void => {
  routes.post(
    '/api/scrape',
    { door, summary: 'Turn a page into rows', body: ScrapeBody, reply: ScrapeReply, refusals: [503] },
    async ({ userId, user, body, requestId, signal }) => {
      const formatting = user.smartFormatting ? { smartFormatting: { now: clock.now() } } : {};
      const { json, counts, wrapperId } = await scrape(userId, { ...body, ...formatting, signal });
      // Before the answer: who has the rows finds them in the list of what happened.
      await recordActivity({ userId, kind: 'scrape', summary: body.instruction, counts, requestId });
      return okWritten({ bytes: json }, { wrapper_id: wrapperId, request_id: requestId });
    },
  );
};
