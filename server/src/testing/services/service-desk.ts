import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Client, escapeIdentifier } from 'pg';
import { z } from 'zod';
import type { Environment } from '../../config/read-environment.ts';
import { migrate } from '../../platform/postgres/migrate.ts';
import { openPostgres } from '../../platform/postgres/open-postgres.ts';
import { createQueue } from '../../platform/queue/create-queue.ts';
import { startPostgres } from './start-postgres.ts';
import { startRedis } from './start-redis.ts';

const folder = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Runs one statement as the server's superuser. */
export const runAsAdmin = async (adminUrl: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** The same server, another database. */
export const withDatabase = (adminUrl: string, name: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** Makes the migrated database that every test's own is a copy of. */
const openPostgresDesk = async (adminUrl: string | undefined) => {
  const running = adminUrl === undefined ? await startPostgres() : { url: adminUrl, stop: async () => {} };
  const template = `gleaner_template_${process.pid}`;
  await runAsAdmin(running.url, `create database ${escapeIdentifier(template)}`);
  const postgres = await openPostgres({ url: withDatabase(running.url, template) });
  await migrate(postgres, { folder, withAuth: true });
  const queue = createQueue({ postgres, logger: { warn: () => {}, error: () => {} }, report: () => {} });
  await queue.start({ works: false });
  await queue.stop();
  await postgres.close();
  return {
    answer: () => ({ adminUrl: running.url, template }),
    close: async () => {
      await runAsAdmin(running.url, `drop database if exists ${escapeIdentifier(template)}`);
      await running.stop();
    },
  };
};

const openRedisDesk = async (url: string | undefined) => {
  const running = url === undefined ? await startRedis() : { url, stop: async () => {} };
  // A server that was lent to us has sixteen databases, and they may be in use: there everybody shares what it names.
  let given = 0;
  return {
    answer: () => {
      if (url !== undefined) return { url };
      given += 1;
      return { url: `${running.url}/${given}` };
    },
    close: running.stop,
  };
};

type Desk = { readonly answer: () => object; readonly close: () => Promise<void> };

/**
 * Starts what tests ask for when the first of them asks: a run of tests that need no Postgres waits for none. Test
 * files run in processes of their own, so they ask over HTTP.
 */
export const openServiceDesk = async (environment: Environment) => {
  const opening = new Map<string, () => Promise<Desk>>([
    ['/postgres', () => openPostgresDesk(environment.TEST_DATABASE_URL)],
    ['/redis', () => openRedisDesk(environment.TEST_REDIS_URL)],
  ]);
  const open = new Map<string, Promise<Desk>>();
  const ask = async (path: string): Promise<object> => {
    const desk = open.get(path) ?? opening.get(path)?.();
    if (desk === undefined) throw new Error(`There is no ${path}.`);
    open.set(path, desk);
    return (await desk).answer();
  };
  const server = createServer((req, res) => {
    ask(req.url ?? '').then(
      (answer) => res.end(JSON.stringify(answer)),
      (error) => res.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      for (const desk of await Promise.allSettled(open.values()))
        if (desk.status === 'fulfilled') await desk.value.close();
    },
  };
};
