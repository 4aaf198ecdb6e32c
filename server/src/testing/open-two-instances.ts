import { createClient } from '@redis/client';
import { openRedisPath } from './coherence/redis-path.ts';
import { openProfiles } from './open-profiles.ts';
import { startRedis } from './services/start-redis.ts';
import { createTestDatabase } from './test-services.ts';

/** The room of profiles as two instances have it, on a Redis of their own, which the first reaches by a way that can be cut. */
export const openTwoInstances = async () => {
  const database = await createTestDatabase();
  const server = await startRedis();
  const pathOfOne = await openRedisPath(server.port);
  const one = await openProfiles({ databaseUrl: database.url, redisUrl: pathOfOne.url, instances: 2 });
  const other = await openProfiles({ databaseUrl: database.url, redisUrl: server.url, instances: 2 });
  const redis = createClient({ url: server.url });
  await redis.connect();
  return {
    ...{ database, server, pathOfOne, one, other, redis },
    close: async (): Promise<void> => {
      redis.destroy();
      await one.close();
      await other.close();
      pathOfOne.close();
      await server.stop();
      await database.drop();
    },
  };
};
