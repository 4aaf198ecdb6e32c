import { MemoryStore, rateLimit, type Store } from 'express-rate-limit';
import { type RedisReply, RedisStore } from 'rate-limit-redis';
import { createClient } from 'redis';
import { judgeSupabaseToken } from '../../server/src/features/auth/tokens/judge-supabase-token.ts';
import { createProfiles } from '../../server/src/features/profiles/index.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { randomIds } from '../../server/src/kernel/ids.ts';
import { openPostgres } from '../../server/src/platform/postgres/open-postgres.ts';
import { openRedis } from '../../server/src/platform/redis/open-redis.ts';
import { addPeople } from './people.ts';
import type { Services } from './services.ts';

const warmTurns = 200;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What a part of a request takes: when nothing is known yet, and afterwards (median). */
export type Phase = { readonly firstMs: number; readonly warmMs: number };

const timeTurns = async (turn: () => Promise<unknown>): Promise<Phase> => {
  const times: number[] = [];
  for (let n = 0; n <= warmTurns; n++) {
    const began = performance.now();
    await turn();
    times.push(performance.now() - began);
  }
  const warm = times.slice(1).toSorted((a, b) => a - b);
  return { firstMs: times[0] ?? Number.NaN, warmMs: warm[warmTurns / 2] ?? Number.NaN };
};

/** Parts of a request by themselves, in this process: the token is judged, the profile is read. */
export const timePhases = async (services: Services): Promise<{ token: Phase; profile: Phase }> => {
  const { DATABASE_URL, REDIS_URL, SUPABASE_URL, SUPABASE_ANON_KEY } = services.environment;
  const people = await addPeople(services.pool, 1);
  const [token = ''] = await services.tokensOf(people);
  const clock = systemClock();
  const judge = judgeSupabaseToken(
    { url: SUPABASE_URL, anonKey: SUPABASE_ANON_KEY, jwtSecret: null },
    { clock },
  );
  const postgres = await openPostgres({ url: DATABASE_URL });
  const redis = await openRedis({ url: REDIS_URL, logger: silent });
  const profiles = await createProfiles({
    ...{ postgres, redis, clock, ids: randomIds(), chance: Math.random },
    ...{ instances: 1, logger: silent },
  });
  try {
    return {
      token: await timeTurns(() => judge(token)),
      profile: await timeTurns(() => profiles.getCachedUser(people[0]?.userId ?? '')),
    };
  } finally {
    await profiles.close();
    await redis.close();
    await postgres.close();
  }
};

/** What it takes the classic design's limiter to count a request: in memory, and in Redis (medians). */
export const timeUsualLimiter = async (redisUrl: string): Promise<{ memoryMs: number; redisMs: number }> => {
  const redis = createClient({ url: redisUrl });
  redis.on('error', () => {});
  await redis.connect();
  const timeStore = async (store: Store): Promise<number> => {
    // Only the length of its window is read of the options, which the middleware would fill in.
    rateLimit({ windowMs: 60_000, store });
    return (await timeTurns(async () => store.increment('somebody'))).warmMs;
  };
  const memoryMs = await timeStore(new MemoryStore());
  const sendCommand = (...command: string[]) => redis.sendCommand<RedisReply>(command);
  const redisMs = await timeStore(new RedisStore({ sendCommand }));
  redis.destroy();
  return { memoryMs, redisMs };
};
