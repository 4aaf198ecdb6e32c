/** The files that others read: compose, Railway, Docker, and the checks that operators are told to make. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { repositoryRoot } from './config/repository.ts';
import { type RunningRedis, startRedis } from './testing/services/start-redis.ts';
import { type SpawnedServer, spawnServer } from './testing/spawn-server.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-services.ts';

const readRoot = (name: string): Promise<string> => readFile(join(repositoryRoot, name), 'utf8');

const Compose = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      depends_on: z.record(z.string(), z.unknown()).optional(),
      environment: z.record(z.string(), z.string()).optional(),
      ports: z.array(z.string()).optional(),
    }),
  ),
});

describe('docker-compose.yml', () => {
  it('has two servers behind a proxy, on one Postgres and one Redis', async () => {
    const { services } = Compose.parse(parse(await readRoot('docker-compose.yml'), { merge: true }));
    expect(Object.keys(services).sort()).toEqual(['postgres', 'proxy', 'redis', 'server1', 'server2']);
    for (const name of ['server1', 'server2']) {
      expect(services[name]?.environment).toMatchObject({
        ...{ INSTANCES: '2', TRUST_PROXY: '1', HOST: '0.0.0.0' },
        REDIS_URL: 'redis://redis:6379',
      });
      expect(services[name]?.ports).toBeUndefined();
    }
    expect(services.redis?.ports).toEqual(['127.0.0.1:6379:6379']);
    // So that it can be started alone.
    expect(services.redis?.depends_on).toBeUndefined();
  });
});

it('asks Railway for two replicas that are ready', async () => {
  const Railway = z.object({ deploy: z.object({ numReplicas: z.literal(2), healthcheckPath: z.string() }) });
  const { deploy } = Railway.parse(JSON.parse(await readRoot('railway.json')));
  expect(deploy.healthcheckPath).toBe('/health/ready');
});

it('builds an image without root, secrets and development packages', async () => {
  const dockerfile = await readRoot('Dockerfile');
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toContain('npm ci --omit=dev');
  expect((await readRoot('.dockerignore')).split('\n')).toEqual(expect.arrayContaining(['*', '**/.env*']));
});

describe('docs/verification.md', () => {
  let redis: RunningRedis;
  let database: TestDatabase;
  let server: SpawnedServer;
  let folder: string;
  beforeAll(async () => {
    redis = await startRedis();
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'gleaner-verification-'));
    await cp(join(repositoryRoot, 'test-redis-setup.js'), join(folder, 'test-redis-setup.js'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, '.env'), `# Redis\nREDIS_URL="${redis.url}" # here\n`);
    const environment = { DATABASE_URL: database.url, REDIS_URL: redis.url, LOG_LEVEL: 'debug' };
    server = await spawnServer({ ...environment, SIGNUPS: 'open' }, { byNpm: true });
    await server.ready();
  });
  afterAll(async () => {
    await server.stop();
    await redis.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const run = async (command: string, args: readonly string[], environment = {}) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...environment },
    });
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return { out, code };
  };
  const check = (environment = {}) =>
    run(process.execPath, [join(folder, 'test-redis-setup.js')], environment);

  it('holds the eight checks in their order', async () => {
    const verification = await readRoot('docs/verification.md');
    const commands = [...verification.matchAll(/^## (\d)\. .*\n+(?:.+\n+)*?```sh\n(.+)\n/gm)].map(
      ([, number, command]) => `${number} ${command}`,
    );
    expect(commands).toEqual([
      '1 grep REDIS_URL .env',
      '2 docker-compose up -d redis',
      '3 docker-compose ps',
      '4 redis-cli ping',
      '5 node test-redis-setup.js',
      '6 npm start',
      '7 curl localhost:4000/health',
      '8 LOG_LEVEL=debug npm start',
    ]);
  });

  it('1: finds the address in .env', async () => {
    expect((await run('grep', ['REDIS_URL', '.env'])).out).toContain(redis.url);
  });

  it('4: hears PONG', async () => {
    expect((await run('redis-cli', ['-p', `${redis.port}`, 'ping'])).out).toBe('PONG\n');
  });

  it('5: asks Redis for real, at the address of .env or the environment', async () => {
    expect(await check()).toMatchObject({ code: 0, out: expect.stringContaining('✅ Redis is configured') });
    const nothing = await check({ REDIS_URL: 'redis://:s3cret@127.0.0.1:1' });
    expect(nothing).toMatchObject({ code: 1, out: expect.stringContaining('docker-compose up -d redis') });
    expect(nothing.out).not.toContain('s3cret');
    expect((await check({ REDIS_URL: 'localhost:6379' })).out).toContain('redis://HOST:PORT');
    const tooHigh = await check({ REDIS_URL: `${redis.url}/100000` });
    expect(tooHigh).toMatchObject({ code: 1, out: expect.stringContaining('no database of this number') });
  });

  it('6: starts with Redis, by npm start', () => {
    expect(server.printed()).toContain('> exec node');
    expect(server.printed()).toContain('[Redis] Connected successfully');
  });

  it('7: tells that Redis is ok', async () => {
    expect(await (await fetch(`${server.address}/health`)).text()).toContain('"redis":"ok"');
  });

  it('8: finds the profile of who is signed in, in the cache', async () => {
    const client = createClient(server.address, 'anon', { auth: { persistSession: false } });
    const email = 'verification@example.com';
    const { data } = await client.auth.signUp({ email, password: 'a long enough passphrase' });
    const headers = { authorization: `Bearer ${data.session?.access_token}` };
    await expect
      .poll(async () => {
        expect((await fetch(`${server.address}/api/user/me`, { headers })).status).toBe(200);
        return server.printed();
      })
      .toContain(`[UserCache] Hit: ${data.user?.id}`);
  });
});
