import type { RequestHandler } from 'express';
import type { Ids } from '../kernel/ids.ts';

// What may stand in a log line and a header without doing harm there.
const sane = /^[\w.:-]{1,128}$/;

/** Gives each request its id: the caller's own when it is sane, else a new one; the answer carries it too. */
export const requestId = ({ ids, header = 'x-request-id' }: { ids: Ids; header?: string }): RequestHandler =>
  function requestId(req, res, next) {
    const theirs = req.get(header);
    res.locals.requestId = theirs && sane.test(theirs) ? theirs : ids.next();
    res.setHeader(header, res.locals.requestId);
    next();
  };
