import { fileURLToPath } from 'node:url';
import { migrate } from '../../server/src/platform/postgres/migrate.ts';
import { openPostgres } from '../../server/src/platform/postgres/open-postgres.ts';
import { startPostgres } from '../../server/src/testing/services/start-postgres.ts';
import { startRedis } from '../../server/src/testing/services/start-redis.ts';

const folder = fileURLToPath(new URL('../../server/migrations', import.meta.url));

/** A migrated Postgres and a Redis of the bench's own. */
export const openServices = async () => {
  const [server, redis] = await Promise.all([startPostgres(), startRedis()]);
  const postgres = await openPostgres({ url: server.url });
  await migrate(postgres, { folder, withAuth: true });
  await postgres.close();
  return {
    databaseUrl: server.url,
    redisUrl: redis.url,
    stop: async (): Promise<void> => {
      await Promise.all([redis.stop(), server.stop()]);
    },
  };
};
