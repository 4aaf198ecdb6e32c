import type { createClient } from '@redis/client';

/** The client of node-redis: whoever is given one issues commands and nothing else. */
export type RedisClient = ReturnType<typeof createClient>;

/** Redis being away is not an error but an answer: each caller has a policy for it. */
export type Asked<T> = { readonly answered: true; readonly value: T } | { readonly answered: false };

/** What became of a question: for the metrics. `late`, `refused` and `away` are answered without Redis. */
export type RedisOutcome = 'answered' | 'late' | 'refused' | 'away';

/** Asks for answers within the limit; commands issued before the first `await` share one round trip. */
export type AskRedis = <T>(commands: (client: RedisClient, run: string) => Promise<T>) => Promise<Asked<T>>;

/** Reads what stands under keys, in their order. */
export type ReadKeys = (
  keys: readonly string[],
) => Promise<Asked<{ readonly run: string; readonly texts: readonly (string | null)[] }>>;

/** One Redis behind one breaker, or its absence. */
export type Redis = {
  readonly state: () => 'ok' | 'down' | 'absent';
  /**
   * Runs commands. `run` names the life of the server process behind the connection: what was stored in another one may
   * have been lost or rolled back since. An answer always comes from the run that was handed in.
   */
  readonly ask: AskRedis;
  /** Told of the run that answers, or null while none does: at once, and at each change. */
  readonly watch: (listener: (run: string | null) => void) => void;
  readonly close: () => Promise<void>;
};

/** What stands in where no Redis is configured. */
export const absentRedis = (logger: { readonly info: (line: string) => void }): Redis => {
  logger.info('[Redis] Not configured, using memory');
  return {
    state: () => 'absent',
    ask: async () => ({ answered: false }),
    watch: (listener) => listener(null),
    close: async () => {},
  };
};
