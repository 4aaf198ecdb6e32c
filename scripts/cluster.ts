/**
 * Three servers on one Postgres and one Redis behind nginx, on this machine and without a container engine:
 * `npm run cluster [-- PORT]`. All of it is thrown away with Ctrl-C.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createClosers } from '../server/src/kernel/closers.ts';
import { freePort } from '../server/src/testing/services/guarded-process.ts';
import { startPostgres } from '../server/src/testing/services/start-postgres.ts';
import { startRedis } from '../server/src/testing/services/start-redis.ts';
import { spawnServer } from '../server/src/testing/spawn-server.ts';
import { startNginx } from './start-nginx.ts';

const instances = 3;
const startLimitMs = 10_000;
const closers = createClosers({ limitMs: 20_000 });

const isUp = async (address: string): Promise<boolean> =>
  (await fetch(`${address}/health/ready`).catch(() => null))?.ok ?? false;

const open = async (wantedPort: number): Promise<readonly string[]> => {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  closers.push('postgres', postgres.stop);
  closers.push('redis', redis.stop);
  const environment = {
    ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, INSTANCES: String(instances) },
    ...{ TRUST_PROXY: '1', SIGNUPS: 'open', LOG_LEVEL: process.env.LOG_LEVEL ?? 'info' },
  };
  const servers = await Promise.all(Array.from({ length: instances }, () => spawnServer(environment)));
  for (const { stop } of servers) closers.push('server', stop);
  for (const { ready } of servers) await ready();

  const port = wantedPort === 0 ? await freePort() : wantedPort;
  const proxy = `http://127.0.0.1:${port}`;
  if (await fetch(proxy).catch(() => null)) throw new Error(`Port ${port} is in use: npm run cluster -- 0`);
  const nginx = await startNginx({ port, upstreams: servers.map(({ address }) => new URL(address).host) });
  closers.push('nginx', nginx.stop);
  for (let waitedMs = 0; !(await isUp(proxy)); waitedMs += 50) {
    if (waitedMs > startLimitMs) throw new Error('nginx did not start.');
    await wait(50);
  }
  // Only one of them made the owner, and it alone printed the key.
  const key = servers.map((server) => /glk_[\w-]{43}/.exec(server.printed())?.[0]).find(Boolean);
  return [
    '',
    `  ${instances} servers behind nginx: ${proxy}`,
    ...servers.map(({ address, pid }, at) => `    server ${at + 1}  ${address}  (process ${pid})`),
    `    Postgres  ${postgres.url}`,
    `    Redis     ${redis.url}  (process ${redis.pid})`,
    '',
    `  Your API key:  ${key}`,
    '',
    '  Try: the same count, whoever answers',
    `    for i in 1 2 3; do curl -si -H 'Authorization: Bearer ${key}' ${proxy}/api/user/me | grep -i '^ratelimit:'; done`,
    '  Try: Redis hangs, and nobody notices',
    `    kill -STOP ${redis.pid}; curl -s ${proxy}/health; kill -CONT ${redis.pid}`,
    '  Try: a server falls',
    `    kill -9 ${servers[0]?.pid}; curl -si ${proxy}/health/ready`,
    '',
    '  Ctrl-C ends all of it.',
    '',
  ];
};

const close = async (): Promise<void> => {
  await closers.closeAll();
  process.exit(process.exitCode ?? 0);
};

// npm passes on what the terminal has sent already: the second is for nobody.
let isClosing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (isClosing) return;
    isClosing = true;
    void close();
  });

try {
  console.log((await open(Number(process.argv[2] ?? 4000))).join('\n'));
  // Keeps this process, and with it what it started, until a signal.
  setInterval(() => {}, 1 << 30);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  await close();
}
