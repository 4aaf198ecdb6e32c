/** From a page and an instruction to rows: the server's main job. */

import type { Door } from '../../http/door.ts';
import type { Routes } from '../../http/route.ts';
import { extractData } from './extract-data.ts';
import { declareScrape } from './extraction.routes.ts';
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
    declareRoutes: (routes: Routes, { door }: { door: Door<object> }) =>
      declareScrape(routes, { extractData: extract, door }),
    close: pool.close,
  };
};
