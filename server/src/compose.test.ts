import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openServer } from './testing/open-server.ts';

let server: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const Description = z.object({
  openapi: z.string(),
  info: z.object({ version: z.string() }),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ security: z.array(z.unknown()), responses: z.record(z.string(), z.unknown()) }),
    ),
  ),
});

describe('the published description', () => {
  it('says what is taken, answered and refused', async () => {
    const { body } = await server.http.get('/openapi.json');
    const { openapi, info, paths } = Description.parse(body);
    expect([openapi, info.version]).toEqual(['3.1.0', '1.2.3']);
    const scrape = paths['/api/scrape']?.post;
    expect(Object.keys(scrape?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '402',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    const taken = body.paths['/api/scrape'].post.requestBody.content['application/json'].schema;
    expect(taken.required).toEqual(['instruction', 'html']);
    expect(Object.keys(taken.properties).sort()).toEqual([
      'fields',
      'html',
      'instruction',
      'limit',
      'schema',
      'url',
    ]);
    expect(taken.additionalProperties).toBe(false);
  });
});

describe('health', () => {
  it('tells that the process lives, may be sent requests, and how its services are', async () => {
    expect((await server.http.get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await server.http.get('/health/ready')).status).toBe(200);
    expect((await server.http.get('/health')).body).toEqual({
      status: 'ok',
      version: '1.2.3',
      uptimeSeconds: expect.any(Number),
      services: [
        { name: 'database', state: 'embedded', costs: expect.any(String) },
        { name: 'redis', state: 'absent', costs: expect.any(String) },
        { name: 'queue', state: 'connected' },
        { name: 'google', state: 'absent', costs: expect.any(String) },
        { name: 'sentry', state: 'absent', costs: expect.any(String) },
      ],
    });
  });

  it('is not ready when the database is gone or the server is stopping, and lives on', async () => {
    const dying = await openServer();
    dying.stopBeingReady();
    const stopping = await dying.http.get('/health/ready');
    expect([stopping.status, stopping.body.code]).toEqual([503, 'not_ready']);
    await dying.close();
    const gone = await dying.http.get('/health');
    expect([gone.status, gone.body.status]).toEqual([503, 'unavailable']);
    expect((await dying.http.get('/health/live')).status).toBe(200);
  });
});
