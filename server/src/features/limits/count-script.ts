import { hash } from 'node:crypto';
import { ErrorReply } from '@redis/client';
import { z } from 'zod';
import type { RedisClient } from '../../platform/redis/redis.ts';

/** Values in the order of their keys. */
export type Texts = readonly (string | null)[];

/** The library's own script, which counts KEYS[1], with the other keys read behind it: one command instead of two. */
export const countAndRead = `
redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
local consumed = redis.call('incrby', KEYS[1], ARGV[1])
local ttl = redis.call('pttl', KEYS[1])
if ttl == -1 then
  redis.call('expire', KEYS[1], ARGV[2])
  ttl = 1000 * ARGV[2]
end
if #KEYS == 1 then return {consumed, ttl} end
return {consumed, ttl, unpack(redis.call('mget', unpack(KEYS, 2)))}
`;

const Reply = z.tuple([z.number(), z.number()]).rest(z.string().nullable());

type Call = { readonly redis: RedisClient; readonly keys: readonly string[]; texts: Texts };

/**
 * What the library takes for its client. By itself it would send the script along with every request, which costs both
 * sides more than running it does; here the script goes by its digest, and whole to a Redis that has never seen it.
 */
export const createScriptClient = () => {
  let script = '';
  let digest = '';
  let next: Call | null = null;

  const run = async (call: Call, [key, points, seconds]: readonly [string, string, string]) => {
    const given = { keys: [key, ...call.keys], arguments: [points, seconds] };
    const answer = await call.redis.evalSha(digest, given).catch((error) => {
      if (error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))
        return call.redis.eval(script, given);
      throw error;
    });
    const [used, ttlMs, ...texts] = Reply.parse(answer);
    call.texts = texts;
    return [used, ttlMs];
  };

  return {
    /** For the count that follows at once: where it goes, and what is read with it; gives what was read, afterwards. */
    prepare: (redis: RedisClient, keys: readonly string[]): (() => Texts) => {
      const call: Call = { redis, keys, texts: [] };
      next = call;
      return () => call.texts;
    },
    client: {
      defineCommand: (_name: string, { lua }: { readonly lua: string }): void => {
        script = lua;
        digest = hash('sha1', lua);
      },
      rlflxIncr: async (sent: readonly [string, string, string]) => {
        if (next === null) throw new Error('Nobody said where to count.');
        return run(next, sent);
      },
    },
  };
};
