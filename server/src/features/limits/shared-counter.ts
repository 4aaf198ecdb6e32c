import { hash } from 'node:crypto';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { ErrorReply } from 'redis';
import type { AskRedis, RedisClient } from '../../platform/redis/redis.ts';
import { type Window, windowSeconds } from './count.ts';

/** Counts a request in Redis, for all instances; null when it did not answer. Its clock decides about the window. */
export type CountShared = (key: string) => Promise<Window | null>;

/**
 * What the library takes for its client. By itself it would send its script along with every request, which costs both
 * sides more than running it does; this names the script by its digest and sends it to a Redis that has never seen it.
 */
const createScriptClient = (client: RedisClient) => {
  let script = '';
  let digest = '';
  return {
    defineCommand: (_name: string, { lua }: { readonly lua: string }): void => {
      script = lua;
      digest = hash('sha1', lua);
    },
    rlflxIncr: async ([key, points, seconds]: readonly [string, string, string]): Promise<unknown> => {
      const given = { keys: [key], arguments: [points, seconds] };
      try {
        return await client.evalSha(digest, given);
      } catch (error) {
        if (error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))
          return client.eval(script, given);
        throw error;
      }
    },
  };
};

/** A counter under `<prefix>:<key>`, whose value and expiry are set by one command. */
export const createSharedCounter = (ask: AskRedis, prefix: string): CountShared => {
  let limiter: RateLimiterRedis | undefined;
  return async (key) => {
    const asked = await ask((client) => {
      limiter ??= new RateLimiterRedis({
        storeClient: createScriptClient(client),
        keyPrefix: prefix,
        duration: windowSeconds,
        // How many are too many is judged here: it depends on the plan, which comes in the same round trip.
        points: 1,
      });
      return limiter.penalty(key);
    });
    if (!asked.answered) return null;
    return { used: asked.value.consumedPoints, resetMs: asked.value.msBeforeNext };
  };
};
