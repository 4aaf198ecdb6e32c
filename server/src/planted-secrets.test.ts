/** What is logged while everything goes wrong: nothing of what people sent, and nothing of what they are known by. */

import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type PlantedSecrets, plantSecrets } from './testing/planted-secrets.ts';
import { type RunningRedis, startRedis } from './testing/services/start-redis.ts';
import { type SpawnedServer, spawnServer } from './testing/spawn-server.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-services.ts';

const faulty = fileURLToPath(new URL('testing/faulty-runtime.ts', import.meta.url));
const pageOf = (text: string): string =>
  `<ul><li><b>${text}</b> €1.05</li><li><b>Rug</b> €2.05</li><li><b>Vase</b> €3.05</li></ul>`;

let secrets: PlantedSecrets;
let redis: RunningRedis;
let database: TestDatabase;
let client: Client;
let server: SpawnedServer;
beforeAll(async () => {
  secrets = plantSecrets();
  redis = await startRedis();
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  const environment = { DATABASE_URL: database.url, REDIS_URL: redis.url, LOG_LEVEL: 'trace' };
  server = await spawnServer(environment, { before: faulty });
  await server.ready();
});
afterAll(async () => {
  await server.kill();
  await client.end();
  await redis.stop();
  await database.drop();
});

const SignedUp = z.object({ access_token: z.string(), refresh_token: z.string() });
const NewKey = z.object({ key: z.string() });

let token = '';
const send = async (method: string, path: string, sent: object): Promise<Response> =>
  fetch(`${server.address}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(sent),
  });
const scrape = (text: string): Promise<Response> =>
  send('POST', '/api/scrape', { instruction: secrets.instruction, html: pageOf(text) });

it('says nothing of people and pages, whatever fails', async () => {
  const credentials = { email: secrets.email, password: secrets.password };
  const session = SignedUp.parse(await (await send('POST', '/auth/v1/signup', credentials)).json());
  token = session.access_token;
  for (const secret of [token, session.refresh_token]) secrets.plant(secret);
  secrets.plant(
    NewKey.parse(await (await send('POST', '/api/user/keys', { name: secrets.pageText })).json()).key,
  );
  expect((await scrape(secrets.pageText)).status).toBe(200);

  // A thread fails over a page, and says all of it.
  expect((await scrape(`[break] ${secrets.pageText}`)).status).toBe(500);

  // The database refuses rows, and quotes them: in its message, and in what stands beside it.
  await client.query(`
    create function public.complain() returns trigger language plpgsql as $$
      begin raise exception 'not this: %', to_jsonb(new) using detail = to_jsonb(new)::text, hint = to_jsonb(new)::text; end $$;
    create trigger complain before insert on public.activities for each row execute function public.complain();
    alter table public.users add constraint no_names check (display_name is null) not valid`);
  expect((await scrape(secrets.pageText)).status).toBe(500);
  expect((await send('PATCH', '/api/user/settings', { display_name: secrets.pageText })).status).toBe(500);

  // Redis refuses a command, and dies.
  await redis.stop();
  expect((await scrape(secrets.pageText)).status).toBe(500);
  await client.query('drop trigger complain on public.activities');
  expect((await scrape(secrets.pageText)).status).toBe(200);

  // What is not as it should be is told to who sent it.
  for (const [path, sent] of [
    ['/auth/v1/signup', { email: secrets.email, password: 1 }],
    ['/auth/v1/token?grant_type=password', { ...credentials, password: secrets.pageText }],
    ['/api/scrape', { [secrets.pageText]: secrets.instruction }],
    ['/api/exports', { format: 'csv', rows: [{ [secrets.pageText]: { a: 1 } }] }],
  ] as const)
    expect((await send('POST', path, sent)).status).toBeGreaterThanOrEqual(400);

  // The process itself ends by an error that nobody caught.
  process.kill(server.pid, 'SIGUSR2');
  await expect.poll(() => server.printed(), { timeout: 5_000 }).toContain('nobody caught');

  const printed = server.printed();
  expect(printed.match(/POST \/api\/scrape failed/g)).toHaveLength(3);
  expect(printed).toContain('PATCH /api/user/settings failed');
  expect(printed).toMatch(/"code":"23514".*"constraint":"no_names"/);
  expect(printed).toContain('[Redis] Reconnecting');
  expect(secrets.findIn(printed)).toEqual([]);
  expect(printed).not.toContain('planted');
}, 60_000);
