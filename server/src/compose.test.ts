import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openServer } from './testing/open-server.ts';
import { openStandInStripe } from './testing/stand-in-stripe.ts';

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
    expect(scrape?.responses['429']).toEqual({ $ref: '#/components/responses/RateLimited' });
    expect(scrape?.responses['200']).toMatchObject({ headers: { RateLimit: {}, 'RateLimit-Policy': {} } });
    const taken = body.paths['/api/scrape'].post.requestBody.content['application/json'].schema;
    expect(taken.required).toEqual(['instruction']);
    expect(Object.keys(taken.properties).sort()).toEqual([
      'engine',
      'examples',
      'fields',
      'html',
      'instruction',
      'limit',
      'pages',
      'query',
      'schema',
      'url',
      'wrapper',
    ]);
    expect(taken.additionalProperties).toBe(false);
  });
});

it('leads people back to where browsers reach it, behind a proxy too', async () => {
  const [stripe, publicUrl] = [await openStandInStripe(), 'https://gleaner.example.com'];
  const proxied = await openServer({
    ...{ HOST: '0.0.0.0', PUBLIC_URL: publicUrl, STRIPE_API_BASE: stripe.url },
    ...{ STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: 'whsec_of_the_test' },
  });
  const post = (path: string, sent: object) =>
    proxied.http.post(path).set('authorization', `Bearer ${proxied.key}`).send(sent);
  const checkout = async (url: string) =>
    (await post('/api/billing/checkout', { plan: 'PRO', successUrl: url, cancelUrl: url })).status;
  expect((await post('/api/billing/portal', {})).body.url).toBe(`https://portal/?back=${publicUrl}`);
  // Nothing has a price there yet.
  expect([await checkout(`${publicUrl}/paid`), await checkout('https://evil.example')]).toEqual([503, 422]);
  await proxied.close();
  await stripe.close();
});

describe('metrics', () => {
  it('count requests by declared path, and say nothing of who asked', async () => {
    await server.http.get('/health/live');
    await server.http.get('/api/user/me').set('authorization', `Bearer ${server.key}`);
    await server.http.get('/api/user/keys/x?secret=planted');
    await server.http
      .post('/api/scrape')
      .set('authorization', `Bearer ${server.key}`)
      .send({ instruction: 'planted', html: '<p>planted</p>' });
    await server.http.get(`/nowhere/${'planted'}`);
    const answer = await server.http.get('/metrics');
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'gleaner_requests_total{method="GET",route="/health/live",status="200"} ',
      'gleaner_requests_total{method="GET",route="/api/user/me",status="200"} ',
      'gleaner_requests_total{method="GET",route="/api/user/keys/:id",status="405"} ',
      'gleaner_requests_total{method="GET",route="none",status="404"} ',
      'gleaner_stage_duration_seconds_bucket{route="/api/user/me",stage="handler",le="+Inf"} 1',
      'gleaner_stage_duration_seconds_count{route="/api/user/me",stage="door"} 1',
      'gleaner_profile_reads_total{from="',
      'gleaner_limiter_shared 0',
      'gleaner_usage_total{outcome="reserved"} 1',
      'gleaner_usage_total{outcome="free"} 1',
      'gleaner_queue_jobs{state="waiting"} ',
      'gleaner_queue_jobs{state="dead"} 0',
      'gleaner_service_up{service="database"} 1',
      'nodejs_eventloop_lag_seconds ',
      'process_cpu_seconds_total ',
    ])
      expect(answer.text).toContain(line);
    expect(answer.text).not.toContain('planted');
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
      redis: 'absent',
      database: 'embedded',
      supabase: 'absent',
      billing: 'absent',
      model: 'absent',
      queue: 'ok',
    });
  });

  it('is not ready when the database is gone or the server is stopping, and lives on', async () => {
    const dying = await openServer();
    dying.stopBeingReady();
    const stopping = await dying.http.get('/health/ready');
    expect([stopping.status, stopping.body.code]).toEqual([503, 'not_ready']);
    expect((await dying.http.get('/health')).status).toBe(503);
    await dying.close();
    const gone = await dying.http.get('/health');
    expect([gone.status, gone.body.status]).toEqual([503, 'unavailable']);
    expect((await dying.http.get('/health/live')).status).toBe(200);
  });
});
