import { z } from 'zod';
import type { Declaration } from './declaration.ts';
import { openDoor } from './door.ts';
import { Problem, RateLimitedProblem } from './problem.ts';
import { eventsType, ok } from './reply.ts';
import type { Routes } from './route.ts';

// OpenAPI 3.1 takes JSON Schema 2020-12 as it is. A body is described as it is sent, before its transforms.
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).filter(
      ([name]) => name !== '$schema',
    ),
  );

const problem = { $ref: '#/components/responses/Problem' };
const rateLimited = { $ref: '#/components/responses/RateLimited' };

/** What each answer of a limited endpoint carries, refusals too. */
const limitHeaders = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
};

/** The statuses that follow from having a door or an input, and the declared ones. */
const refusalsOf = (declaration: Declaration): readonly number[] => {
  const { security, limit, isIdempotent, params, query, headers, body, refusals } = declaration;
  return [
    ...(body ? [400, 413, 415] : []),
    ...(body || params || query || headers ? [422] : []),
    ...(security ? [401] : []),
    ...(limit ? [429] : []),
    ...(isIdempotent ? [409] : []),
    ...refusals,
    500,
  ];
};

const Described = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
});

const parametersOf = (place: 'path' | 'query' | 'header', schema: z.ZodType | null): readonly object[] => {
  if (!schema) return [];
  const { properties, required } = Described.parse(schemaOf(schema, 'input'));
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: described,
  }));
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  description:
    'Names this request, so that it may be sent again: for a day the first answer is given again, with the header Idempotency-Replayed. With another body it is refused (422), and while it is running too (409).',
};

const goodAnswersOf = ({ status, reply, replyType, events, isFile, limit }: Declaration): object => {
  const headers = limit ? { headers: limitHeaders } : {};
  const streamed = events ? { [eventsType]: { schema: schemaOf(events, 'output') } } : {};
  const answer = (description: string, type: string, schema: object): object => ({
    description,
    ...headers,
    content: { [type]: { schema }, ...streamed },
  });
  if (isFile) {
    const file = answer('The file', '*/*', { type: 'string', format: 'binary' });
    const job = reply && answer('It is being made', 'application/json', schemaOf(reply, 'output'));
    return { 200: file, ...(job ? { 202: job } : {}) };
  }
  return {
    [status]: reply
      ? answer('The answer', replyType, schemaOf(reply, 'output'))
      : { description: 'Done', ...headers },
  };
};

const operationOf = (declaration: Declaration): object => {
  const { summary, security, isIdempotent, params, query, headers, body } = declaration;
  const refusals = refusalsOf(declaration).map((status) => [
    String(status),
    status === 429 ? rateLimited : problem,
  ]);
  const parameters = [
    ...parametersOf('path', params),
    ...parametersOf('query', query),
    ...parametersOf('header', headers),
    ...(isIdempotent ? [idempotencyKey] : []),
  ];
  return {
    summary,
    security: security ? [{ [security]: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: { ...goodAnswersOf(declaration), ...Object.fromEntries(refusals) },
  };
};

/** Express's `/keys/:id` as OpenAPI writes it: `/keys/{id}`. */
const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const limitHeaderTexts = {
  RateLimit: {
    schema: { type: 'string' },
    description: 'What is left of each limit: `r` requests, and `t` seconds until it is there in full again',
    example: '"minute";r=29;t=31;limit=30;remaining=29;reset=31',
  },
  RateLimitPolicy: {
    schema: { type: 'string' },
    description: 'Each limit: a quota of `q` requests in a window of `w` seconds',
    example: '"minute";q=30;w=60',
  },
};

/** Writes the API's description (OpenAPI 3.1) from what the endpoints declare. */
const describeApi = (declarations: readonly Declaration[], version: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const declaration of declarations) {
    const template = templateOf(declaration.path);
    paths[template] = { ...paths[template], [declaration.method]: operationOf(declaration) };
  }
  const problemContent = { 'application/problem+json': { schema: schemaOf(Problem, 'output') } };
  return {
    openapi: '3.1.0',
    info: { title: 'Gleaner', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key (glk_…) or the access token of a session',
        },
      },
      headers: limitHeaderTexts,
      responses: {
        Problem: { description: 'A problem (RFC 9457)', content: problemContent },
        RateLimited: {
          description:
            'Too many requests: `limit` says which limit it is, `opens_at` and Retry-After when it opens',
          headers: {
            ...limitHeaders,
            'Retry-After': { schema: { type: 'integer' }, description: 'In seconds' },
          },
          content: { 'application/problem+json': { schema: schemaOf(RateLimitedProblem, 'output') } },
        },
      },
    },
  };
};

/** Declares `GET /openapi.json`. */
export const declareOpenApi = (routes: Routes, { version }: { readonly version: string }): void => {
  let description: object | undefined;
  routes.get(
    '/openapi.json',
    { door: openDoor, summary: 'This description', reply: z.looseObject({ openapi: z.string() }) },
    async () => {
      // At the first request, for only then is every endpoint sure to be declared.
      description ??= describeApi(routes.declarations, version);
      return ok(description);
    },
  );
};
