import type { RequestHandler } from 'express';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';

/** A request that is over, in as few words as there are paths declared. */
export type CountRequest = (request: { method: string; route: string; status: number }) => void;

type Needs = { readonly logger: Log; readonly clock: Clock; readonly countRequest: CountRequest };

const usual = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Writes one line a request when it is over. The path goes without its query, which may hold anything. */
export const logRequest = ({ logger, clock, countRequest }: Needs): RequestHandler =>
  function logRequest(req, res, next) {
    const startedMs = clock.elapsedMs();
    const path = req.path;
    res.once('close', () => {
      const facts = {
        status: res.statusCode,
        ms: Math.round(clock.elapsedMs() - startedMs),
        request_id: res.locals.requestId,
        ...(res.writableFinished ? {} : { aborted: true }),
      };
      // Not the path as sent: everybody could make a series of each.
      const route = typeof req.route?.path === 'string' ? req.route.path : 'none';
      const method = usual.includes(req.method) ? req.method : 'other';
      countRequest({ method, route, status: res.statusCode });
      logger.info(facts, `${req.method} ${path}`);
    });
    next();
  };
