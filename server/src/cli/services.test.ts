/** The commands that speak with Postgres and Redis, with real ones. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { copyDataDir } from '../testing/data-dir.ts';
import { openScriptedModel } from '../testing/scripted-model.ts';
import { createTestDatabase, findTestRedis, type TestDatabase } from '../testing/test-services.ts';

const bin = fileURLToPath(new URL('../../bin/gleaner.js', import.meta.url));

let database: TestDatabase;
let redisUrl: string;
beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
  redisUrl = await findTestRedis();
});
afterAll(() => database.drop());

const gleaner = async (args: readonly string[], environment: Record<string, string>) => {
  const child = spawn(process.execPath, [bin, ...args], { env: environment });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
};

describe('gleaner migrate', () => {
  it('tells what it would do, does it, and has nothing to do afterwards', async () => {
    const environment = { DATABASE_URL: database.url };
    const dry = await gleaner(['migrate', '--dry-run'], environment);
    expect(dry.out).toMatch(
      /^Would be applied:\n {2}0001_users_and_api_keys\.sql\n {2}embedded\/0002_auth\.sql\n/,
    );
    const doctor = await gleaner(['doctor'], { ...environment, REDIS_URL: redisUrl });
    expect(doctor.out).toMatch(/✅ Database is ready \(127\.0\.0\.1:\d+, \d+ migrations will be applied/);
    const done = await gleaner(['migrate'], environment);
    expect(done.out).toBe(dry.out.replace('Would be applied', 'Applied'));
    const again = await gleaner(['migrate', '--dry-run'], environment);
    expect([again.out, again.code]).toEqual(['The database is up to date.\n', 0]);
  });

  it('says in a sentence why it cannot', async () => {
    const { out, err, code } = await gleaner(['migrate'], {
      DATABASE_URL: 'postgres://me:s3cret@127.0.0.1:1/x',
    });
    expect([out, code]).toEqual(['', 1]);
    expect(err).toMatch(/^Postgres at 127\.0\.0\.1:1 cannot be used: nothing listens there.*\n$/);
    expect(err).not.toContain('s3cret');
  });
});

describe('gleaner doctor', () => {
  it('asks each service for real', async () => {
    const { out, code } = await gleaner(['doctor'], { DATABASE_URL: database.url, REDIS_URL: redisUrl });
    expect(out).toMatch(/✅ Database is ready \(127\.0\.0\.1:\d+/);
    expect(out).toContain('✅ Redis is configured');
    expect(code).toBe(0);
  });

  it('asks the model', async () => {
    const model = await openScriptedModel(() => ({ answer: { answer: 'yes' } }));
    const environment = { DATABASE_URL: database.url, ...model.environment };
    const good = await gleaner(['doctor'], environment);
    expect([good.code, good.out]).toEqual([0, expect.stringContaining('✅ The model answers')]);
    model.follow(() => ({ status: 401 }));
    const bad = await gleaner(['doctor'], environment);
    expect([bad.code, bad.out]).toEqual([
      1,
      expect.stringContaining('The model could not be asked (AI_APICallError 401)'),
    ]);
    await model.close();
  });

  it('compares what was used with the ledger', async () => {
    const environment = { DATABASE_URL: database.url };
    const good = await gleaner(['doctor', '--ledger'], environment);
    expect([good.code, good.out]).toEqual([0, expect.stringContaining('✅ Ledger')]);
    const ann = '00000000-0000-4000-8000-00000000000a';
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`insert into public.users (id, usage_this_month) values ('${ann}', 3)`);
    await client.end();
    const bad = await gleaner(['doctor', '--ledger'], environment);
    expect(bad.out).toContain(`❌ Ledger: 1 users differ: ${ann} counts 3, the ledger 0`);
    expect(bad.code).toBe(1);
  });

  it('names what does not answer', async () => {
    const dataDir = await copyDataDir();
    const { out, code } = await gleaner(['doctor'], {
      GLEANER_DATA_DIR: dataDir.path,
      REDIS_URL: 'redis://:s3cret@127.0.0.1:1',
    });
    expect(out).toContain('✅ Database is ready (embedded)');
    expect(out).toContain('❌ Redis: 127.0.0.1:1 does not answer');
    expect(out).not.toContain('s3cret');
    expect(code).toBe(1);
    await dataDir.remove();
  });
});

describe('several servers', () => {
  it('start at once on one new database', async () => {
    const fresh = await createTestDatabase({ migrated: false });
    const servers = [1, 2, 3].map(() =>
      spawn(process.execPath, [bin, 'start'], {
        env: { DATABASE_URL: fresh.url, PORT: '0', INSTANCES: '3' },
      }),
    );
    // Whatever the test finds, no server may outlive it.
    onTestFinished(() => servers.forEach((server) => void server.kill('SIGKILL')));
    const printed = servers.map((server) => {
      const lines: string[] = [];
      server.stdout.on('data', (chunk) => lines.push(String(chunk)));
      server.stderr.on('data', (chunk) => lines.push(String(chunk)));
      return lines;
    });
    for (const lines of printed)
      await expect.poll(() => lines.join(''), { timeout: 20_000 }).toMatch(/database +ok/);
    const keys = printed.flatMap((lines) => lines.join('').match(/glk_[\w-]{43}/g) ?? []);
    expect(keys).toHaveLength(1);
    for (const server of servers) server.kill('SIGTERM');
    const exits = await Promise.all(
      servers.map((server) => (server.exitCode === null ? once(server, 'exit') : null)),
    );
    expect(exits.map((exit) => exit?.[0] ?? 0)).toEqual([0, 0, 0]);
    await fresh.drop();
  });
});
