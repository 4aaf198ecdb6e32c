import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import { createClosers } from '../../kernel/closers.ts';
import { openRedisPath } from '../coherence/redis-path.ts';
import { type PlantedSecrets, plantSecrets } from '../planted-secrets.ts';
import { startRedis } from '../services/start-redis.ts';
import { spawnServer } from '../spawn-server.ts';
import { type DrillReport, type Phase, reportOf } from './drill-report.ts';
import { startSteadyLoad } from './steady-load.ts';
import { watchHealth } from './watch-health.ts';
import { type LimitSample, watchLimit } from './watch-limit.ts';

type Drill = {
  readonly databaseUrl: string;
  readonly instances: number;
  readonly perSecond: number;
  /** How long each fault lasts, and the calm after it. */
  readonly secondsEach: number;
  readonly users: number;
};

/** The time to a breaker's opening or closing, and the second for which `/health` keeps what it knows. */
const warmUpMs = 3_000;
const slowMs = 200;
const scrapeQuota = 30;
const closeLimitMs = 20_000;

const openFaultyRedis = async (closers: ReturnType<typeof createClosers>) => {
  let redis = await startRedis();
  closers.push('redis', () => redis.stop());
  const path = await openRedisPath(redis.port);
  closers.push('path', async () => path.close());
  return {
    url: path.url,
    faults: [
      {
        name: 'killed',
        begin: async () => {
          process.kill(redis.pid, 'SIGKILL');
          await redis.stop();
        },
        // Back under the same address, and empty.
        end: async () => {
          redis = await startRedis({ port: redis.port });
        },
      },
      {
        name: 'stopped',
        begin: async () => void process.kill(redis.pid, 'SIGSTOP'),
        end: async () => void process.kill(redis.pid, 'SIGCONT'),
      },
      { name: 'slow', begin: async () => path.delay(slowMs), end: async () => path.letThrough() },
    ],
  };
};

const signUp = async (
  address: string,
  secrets: PlantedSecrets,
  count: number,
): Promise<readonly string[]> => {
  const client = createClient(address, 'anon', { auth: { persistSession: false, autoRefreshToken: false } });
  const tokens: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { data } = await client.auth.signUp({ email: `${at}${secrets.email}`, password: secrets.password });
    const token = data.session?.access_token;
    if (token === undefined) throw new Error('Nobody could sign up.');
    secrets.plant(token);
    tokens.push(token);
  }
  return tokens;
};

/** A page with planted text, an odd one, and a body that is none: what refusals quote must not reach the log either. */
const sendPages = async (address: string, token: string, { pageText }: PlantedSecrets): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const page = JSON.stringify({ instruction: pageText, html: `<ul><li>${pageText}</li><li>Rug</li></ul>` });
  for (const body of [page, JSON.stringify({ html: pageText, [pageText]: 1 }), `{"html": "${pageText}`])
    await (await fetch(`${address}/api/scrape`, { method: 'POST', headers, body })).arrayBuffer();
};

/** Several servers under a steady load while Redis is killed, stopped and slow; what the callers and the log saw. */
export const runRedisDrill = async (drill: Drill): Promise<DrillReport> => {
  const { databaseUrl, instances, perSecond, secondsEach, users } = drill;
  const closers = createClosers({ limitMs: closeLimitMs });
  const secrets = plantSecrets();
  try {
    const redis = await openFaultyRedis(closers);
    const environment = {
      ...{
        DATABASE_URL: databaseUrl,
        REDIS_URL: redis.url,
        INSTANCES: String(instances),
        LOG_LEVEL: 'debug',
      },
      ...{ LIMIT_API_PER_MINUTE: '1000000', LIMIT_IP_PER_MINUTE: '1000000' },
      LIMIT_SCRAPE_PER_MINUTE: String(scrapeQuota),
    };
    const servers = await Promise.all(Array.from({ length: instances }, () => spawnServer(environment)));
    for (const { stop } of servers) closers.push('server', stop);
    for (const { ready } of servers) await ready();
    const addresses = servers.map(({ address }) => address);
    const [first = ''] = addresses;
    const all = await signUp(first, secrets, users + redis.faults.length);
    const tokens = all.slice(0, users);
    for (const address of addresses) await sendPages(address, tokens[0] ?? '', secrets);

    const load = startSteadyLoad({ addresses, tokens, perSecond });
    const health = watchHealth(addresses);
    const phases: Phase[] = [];
    const limits: LimitSample[] = [];
    const pass = async (name: string, redisIs: 'ok' | 'down', ms: number): Promise<void> => {
      const fromMs = performance.now();
      await wait(ms);
      phases.push({ name, redisIs, fromMs, toMs: performance.now() });
    };
    await wait(warmUpMs);
    await pass('calm', 'ok', secondsEach * 1_000);
    for (const [n, { name, begin, end }] of redis.faults.entries()) {
      const limited = await watchLimit(name, { addresses, token: all[users + n] ?? '', quota: scrapeQuota });
      await begin();
      await pass(name, 'down', secondsEach * 1_000);
      await end();
      await pass(`after ${name}`, 'ok', secondsEach * 1_000);
      limits.push(await limited.stop());
    }
    await Promise.all([load.stop(), health.stop()]);
    const printed = servers.map((server) => server.printed()).join('\n');
    return reportOf({
      ...{ phases, samples: load.samples, health: health.samples, limits },
      secretsInLogs: secrets.findIn(printed),
      logLines: printed.split('\n').length,
    });
  } finally {
    await closers.closeAll();
  }
};
