/** From a page and an instruction to rows: the server's main job. */

import type { Routes } from '../../http/route.ts';
import { extractData } from './extract-data.ts';
import { declareScrape, type ScrapeNeeds } from './extraction.routes.ts';
import { createExtractionPool, type PoolLimits } from './extraction-pool.ts';

import { readRequest } from './read-request.ts';

export type { ExtractData } from './extract-data.ts';
export type { RequestReading } from './read-request.ts';

/** Opens the room: `extractData` on threads of its own. */
export const createExtraction = (limits: PoolLimits) => {
  const pool = createExtractionPool(limits);
  const extract = extractData(pool);
  return {
    extractData: extract,
    readRequest,
    declareRoutes: (routes: Routes, needs: Omit<ScrapeNeeds, 'extractData'>) =>
      declareScrape(routes, { ...needs, extractData: extract }),
    close: pool.close,
  };
};
