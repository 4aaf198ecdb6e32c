import type { RequestHandler } from 'express';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';

/** Writes one line a request when it is over. The path goes without its query, which may hold anything. */
export const logRequest = ({ logger, clock }: { logger: Log; clock: Clock }): RequestHandler =>
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
      logger.info(facts, `${req.method} ${path}`);
    });
    next();
  };
