import cors from 'cors';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Clock } from '../kernel/clock.ts';
import type { Ids } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import { type CountRequest, logRequest } from './log-request.ts';
import { answerNotFound, answerProblem } from './problem.ts';
import { requestId } from './request-id.ts';
import type { Routes } from './route.ts';

type Needs = {
  readonly corsOrigins: readonly string[];
  /** How many proxies stand before this server: that many entries of `X-Forwarded-For` are believed, from its end. */
  readonly proxyHops: number;
  readonly logger: Log;
  readonly report: (error: unknown) => void;
  readonly countRequest?: CountRequest;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly routes: Routes;
};

/** The pipeline that every request walks: id, log line, protective headers, origins, the route, the error answer. */
export const createApp = (needs: Needs): Express => {
  const { corsOrigins, proxyHops, logger, report, countRequest = () => {}, clock, ids, routes } = needs;
  const app = express();
  app.disable('x-powered-by');
  // An answer is made for one caller and one page: nothing comes back to be compared with it.
  app.disable('etag');
  app.set('trust proxy', proxyHops);
  app.use(requestId({ ids }));
  app.use(logRequest({ logger, clock, countRequest }));
  app.use(helmet());
  app.use(
    cors({
      origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
      exposedHeaders: [
        'x-request-id',
        'ratelimit',
        'ratelimit-policy',
        'retry-after',
        'idempotency-replayed',
        'content-disposition',
        'location',
      ],
      maxAge: 600,
    }),
  );
  app.use(routes.router());
  app.use(answerNotFound());
  app.use(answerProblem({ logger, report }));
  return app;
};
