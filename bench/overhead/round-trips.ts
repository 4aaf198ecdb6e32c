import { createClient } from 'redis';
import type { Services } from './services.ts';
import type { MeasuredServer } from './start-server.ts';

const requests = 2_000;

const numberIn = (info: string, name: string): number =>
  Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1]);

/**
 * What warm requests, one after the other, ask of Redis and of Postgres, as those two count it: how often Redis had
 * something to read, how many transactions Postgres ended. The server's own beats, four a second each, are among them.
 */
export const countRoundTrips = async (services: Services, { url }: MeasuredServer, token: string) => {
  const redis = createClient({ url: services.environment.REDIS_URL });
  redis.on('error', () => {});
  await redis.connect();
  const ask = async () => {
    const { rows } = await services.pool.query(
      'select pg_stat_clear_snapshot(), xact_commit::int as ended from pg_stat_database where datname = current_database()',
    );
    return { redis: numberIn(await redis.info('stats'), 'total_reads_processed'), postgres: rows[0].ended };
  };
  try {
    const before = await ask();
    for (let n = 0; n < requests; n++) {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
    }
    const after = await ask();
    return {
      redisEach: (after.redis - before.redis) / requests,
      postgresEach: (after.postgres - before.postgres) / requests,
    };
  } finally {
    redis.destroy();
  }
};
