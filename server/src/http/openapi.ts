import { z } from 'zod';
import { openDoor } from './door.ts';
import { Problem } from './problem.ts';
import { ok } from './reply.ts';
import type { Declaration, Routes } from './route.ts';

// OpenAPI 3.1 takes JSON Schema 2020-12 as it is. A body is described as it is sent, before its transforms.
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).filter(
      ([name]) => name !== '$schema',
    ),
  );

const problem = { $ref: '#/components/responses/Problem' };

/** The statuses that follow from having a door or a body, and the declared ones. */
const refusalsOf = ({ security, body, refusals }: Declaration): readonly number[] => [
  ...(body ? [400, 413, 415, 422] : []),
  ...(security ? [401] : []),
  ...refusals,
  500,
];

const operationOf = (declaration: Declaration): object => {
  const { summary, security, body, reply } = declaration;
  const answer = { 'application/json': { schema: schemaOf(reply, 'output') } };
  const refusals = refusalsOf(declaration).map((status) => [String(status), problem]);
  return {
    summary,
    security: security ? [{ [security]: [] }] : [],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: { 200: { description: 'The answer', content: answer }, ...Object.fromEntries(refusals) },
  };
};

/** Writes the API's description (OpenAPI 3.1) from what the endpoints declare. */
const describeApi = (declarations: readonly Declaration[], version: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const declaration of declarations) {
    paths[declaration.path] = { ...paths[declaration.path], [declaration.method]: operationOf(declaration) };
  }
  const problemContent = { 'application/problem+json': { schema: schemaOf(Problem, 'output') } };
  return {
    openapi: '3.1.0',
    info: { title: 'Gleaner', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: glk_…' } },
      responses: { Problem: { description: 'A problem (RFC 9457)', content: problemContent } },
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
