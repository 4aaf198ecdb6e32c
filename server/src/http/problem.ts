import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../kernel/app-error.ts';
import type { Log } from '../kernel/log.ts';
import { discardRest } from './discard-rest.ts';
import { endWithEvent, eventsType, unavailableForSeconds } from './reply.ts';

/** The shape of every error answer: RFC 9457, with our code, the request id and the faults of the input. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string().describe('The name of the HTTP status'),
  status: z.int(),
  code: z.string().describe('What went wrong, for a program'),
  detail: z.string().describe('What went wrong, for a person'),
  request_id: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The event that ends a stream which went wrong. */
export const ProblemEvent = z.object({ type: z.literal('problem'), problem: Problem });

/** What a 429 says besides. */
export const RateLimitedProblem = Problem.extend({
  limit: z.object({
    name: z.string().describe('scrape, api, or auth for the limit of an address'),
    quota: z.int(),
    window_seconds: z.int(),
  }),
  opens_at: z.iso.datetime(),
});

/** The HTTP status of each code. */
export const statusOf = (code: ErrorCode): number => {
  switch (code) {
    case 'malformed_request':
    case 'malformed_json':
    case 'invalid_signature':
    case 'validation_failed':
    case 'invalid_credentials':
    case 'refresh_token_not_found':
    case 'refresh_token_already_used':
      return 400;
    case 'unauthenticated':
    case 'no_authorization':
      return 401;
    case 'usage_exhausted':
      return 402;
    case 'bad_jwt':
    case 'session_not_found':
    case 'user_not_found':
    case 'user_banned':
    case 'google_token_refused':
    case 'google_grant_revoked':
    case 'google_access_denied':
    case 'sheet_protected':
      return 403;
    case 'not_found':
    case 'spreadsheet_not_found':
    case 'sheet_not_found':
      return 404;
    case 'method_not_allowed':
      return 405;
    case 'google_not_connected':
    case 'sheet_exists':
    case 'sheet_busy':
    case 'export_superseded':
    case 'idempotency_key_in_use':
      return 409;
    case 'expired':
      return 410;
    case 'payload_too_large':
      return 413;
    case 'unsupported_media_type':
      return 415;
    case 'sheet_full':
    case 'invalid_request':
    case 'idempotency_key_reused':
    case 'page_too_complex':
    case 'weak_password':
    case 'same_password':
    case 'signup_disabled':
    case 'user_already_exists':
    case 'email_exists':
      return 422;
    case 'rate_limited':
      return 429;
    case 'internal':
      return 500;
    case 'google_not_configured':
      return 501;
    case 'google_busy':
    case 'google_unavailable':
    case 'overloaded':
    case 'not_ready':
    case 'database_unavailable':
    case 'sign_in_unavailable':
    case 'billing_not_configured':
    case 'billing_unavailable':
      return 503;
  }
};

/** Writes an error as a problem; everything but `code`, `detail` and the faults follows from the code. */
const toProblem = (
  error: AppError,
  requestId: string,
): z.infer<typeof Problem> & Readonly<Record<string, unknown>> => {
  const status = statusOf(error.code);
  return {
    ...error.details.facts,
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error.code,
    detail: error.message,
    request_id: requestId,
    ...(error.details.faults ? { errors: [...error.details.faults] } : {}),
  };
};

// Express refuses a path it cannot decode with an error that carries a 4xx status.
const RefusedByExpress = z.object({ status: z.int().min(400).max(499) });

const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (RefusedByExpress.safeParse(error).success) {
    return new AppError('malformed_request', 'The request cannot be read.', { cause: error });
  }
  return new AppError('internal', 'Something went wrong on our side.', { cause: error });
};

// Whoever is told that it is our fault for now is told when to come back, also where nobody can say it better.
const pauseFor = (status: number): number | undefined => (status === 503 ? unavailableForSeconds : undefined);

type Needs = { readonly logger: Log; readonly report: (error: unknown) => void };

/** The one place that answers an error. Faults of our own are logged with their cause and reported. */
export const answerProblem = ({ logger, report }: Needs): ErrorRequestHandler =>
  // Express knows an error handler by its four parameters.
  function answerProblem(thrown, req, res, _next) {
    const error = toAppError(thrown);
    const problem = toProblem(error, String(res.locals.requestId));
    if (problem.status === 500) {
      logger.error(
        { err: error.cause ?? error, request_id: problem.request_id },
        `${req.method} ${req.path} failed`,
      );
      report(error.cause ?? error);
    }
    if (res.headersSent && res.get('Content-Type')?.startsWith(eventsType) && res.writable)
      return endWithEvent(res, { type: 'problem', problem });
    // Half an answer is out already: cutting the connection is the only way left to say that it failed.
    if (res.headersSent) return void res.destroy();
    const { retryAfterSeconds = pauseFor(problem.status), allow } = error.details;
    if (retryAfterSeconds !== undefined) res.set('Retry-After', String(retryAfterSeconds));
    if (allow) res.set('Allow', allow.join(', '));
    if (problem.status === 401) res.set('WWW-Authenticate', 'Bearer realm="gleaner"');
    discardRest(req);
    res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };

/** Answers what no route took. */
export const answerNotFound = (): RequestHandler =>
  function answerNotFound(req) {
    throw new AppError('not_found', `There is nothing at ${req.path}.`);
  };
