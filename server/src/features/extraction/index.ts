/** From a page and an instruction to rows: the server's main job. */

import type { Door } from '../../http/door.ts';
import type { Routes } from '../../http/route.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { extractData } from './extract-data.ts';
import { declareScrape, type ScrapeNeeds } from './extraction.routes.ts';
import { createExtractionPool, type PoolLimits } from './extraction-pool.ts';
import { readRequest } from './read-request.ts';
import { scrapePage } from './scrape-page.ts';
import { type KeepWrappers, keepWrappers } from './wrappers/keep-wrappers.ts';
import { declareWrappers } from './wrappers/wrappers.routes.ts';
import { createWrappersStore } from './wrappers/wrappers.store.ts';

export type { ExtractData, ExtractedData } from './extract-data.ts';
export type { RequestReading } from './read-request.ts';

type RouteNeeds = Omit<ScrapeNeeds, 'scrape'> & {
  /** The door of what is not metered. */
  readonly member: Door<{ readonly userId: string }>;
  readonly wrappers: KeepWrappers;
};

/** Opens the room: `extractData` on threads of its own. */
export const createExtraction = (limits: PoolLimits) => {
  const pool = createExtractionPool(limits);
  const extract = extractData(pool);
  return {
    extractData: extract,
    readRequest,
    declareRoutes: (routes: Routes, { member, wrappers, ...needs }: RouteNeeds): void => {
      declareScrape(routes, { ...needs, scrape: scrapePage({ extractData: extract, wrappers }) });
      declareWrappers(routes, { door: member, wrappers });
    },
    close: pool.close,
  };
};

/** What users taught, kept in Postgres: apart, because the command line extracts without a database. */
export const createWrappers = ({ db }: { readonly db: Db }): KeepWrappers =>
  keepWrappers(createWrappersStore(db));
