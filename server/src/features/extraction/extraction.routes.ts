import type { Door } from '../../http/door.ts';
import { okWritten } from '../../http/reply.ts';
import type { Routes } from '../../http/route.ts';
import type { ExtractData } from './extract-data.ts';
import { ScrapeBody, ScrapeReply } from './extraction.schema.ts';

type Needs = { readonly extractData: ExtractData; readonly door: Door<object> };

/** Declares `POST /api/scrape`. */
export const declareScrape = (routes: Routes, { extractData, door }: Needs): void => {
  routes.post(
    '/api/scrape',
    { door, summary: 'Turn a page into rows', body: ScrapeBody, reply: ScrapeReply, refusals: [503] },
    async ({ body, requestId, signal }) => {
      const { html, instruction, ...said } = body;
      const { json } = await extractData(html, instruction, { ...said, signal });
      return okWritten({ bytes: json }, { request_id: requestId });
    },
  );
};
