import { setTimeout as wait } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import { answerWithin, late } from '../../kernel/answer-within.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { AskRedis, Redis, RedisClient, RedisOutcome } from './redis.ts';

/** How long anybody waits for Redis. */
const answerLimitMs = 50;
const beatEveryMs = 250;
const connectLimitMs = 1_000;
// A connection on which nothing moves is dead, also when nobody says so. The heartbeat moves on every living one.
const silenceLimitMs = 2_000;
const longestPauseMs = 1_000;
const firstConnectionLimitMs = 500;

type Needs = {
  readonly url: string;
  readonly logger: {
    readonly info: (facts: object, line: string) => void;
    readonly warn: (facts: object, line: string) => void;
  };
  readonly observe?: (outcome: RedisOutcome) => void;
};

const readRun = (serverInfo: string): string => /^run_id:(\w+)/m.exec(serverInfo)?.[1] ?? 'unnamed';

const createConnection = (url: string): RedisClient =>
  createClient({
    url,
    // What is asked while Redis is away is answered elsewhere; it must not arrive there later.
    disableOfflineQueue: true,
    // Ours is shorter and covers more. Theirs makes a signal for each command that lives for seconds after the answer.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: connectLimitMs,
      socketTimeout: silenceLimitMs,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, longestPauseMs),
    },
  });

/**
 * Whether Redis may be asked, and the run that answers. Away until a heartbeat is answered in time, and again from the
 * first command that is not. node-redis' own time limit does not cover a command that was written already.
 */
const createBreaker = ({ logger }: Pick<Needs, 'logger'>) => {
  let run: string | null = null;
  let told: 'nothing' | 'connected' | 'reconnecting' | 'closed' = 'nothing';
  const listeners: ((run: string | null) => void)[] = [];
  const change = (next: string | null): void => {
    if (next === run) return;
    run = next;
    for (const listener of listeners) listener(run);
  };
  return {
    run: () => run,
    watch: (listener: (run: string | null) => void): void => {
      listeners.push(listener);
      listener(run);
    },
    trip: (reason: string): void => {
      change(null);
      if (told === 'reconnecting' || told === 'closed') return;
      logger.info({ reason }, '[Redis] Reconnecting');
      told = 'reconnecting';
    },
    mend: (answeredBy: string): void => {
      change(answeredBy);
      if (told !== 'connected') logger.info({}, '[Redis] Connected successfully');
      told = 'connected';
    },
    /** What ends from now on ends because we wanted it. */
    close: (): void => {
      run = null;
      told = 'closed';
    },
  };
};
type Breaker = ReturnType<typeof createBreaker>;

/** The word by which Redis' errors begin (`NOAUTH`, `OOM`). What follows may quote a command, and that a profile. */
const wordOf = ({ message }: ErrorReply): string => /^[A-Z]+/.exec(message)?.[0] ?? 'ERR';

const codeOf = (error: unknown): string => {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return 'unknown';
  return 'code' in first ? String(first.code) : first.name;
};

const askThrough =
  (client: RedisClient, breaker: Breaker, { logger, observe = () => {} }: Needs): AskRedis =>
  async (commands) => {
    const run = breaker.run();
    if (run === null) {
      observe('away');
      return { answered: false };
    }
    try {
      const value = await answerWithin(commands(client, run), answerLimitMs);
      if (value === late) breaker.trip('no answer');
      observe(value === late ? 'late' : 'answered');
      return value === late ? { answered: false } : { answered: true, value };
    } catch (error) {
      // The callback only issues commands, so this is Redis refusing one or the connection breaking.
      if (error instanceof ErrorReply)
        logger.warn({ reason: wordOf(error) }, '[Redis] A command was refused');
      observe('refused');
      return { answered: false };
    }
  };

/** One heartbeat at a time: to a hung Redis they would pile up, and the silence would never be noticed. */
const createHeartbeat = (client: RedisClient, breaker: Breaker) => async (): Promise<void> => {
  if (!client.isReady) return;
  const answer = client.info('server');
  try {
    const info = await answerWithin(answer, answerLimitMs);
    if (info !== late) return breaker.mend(readRun(info));
    breaker.trip('no answer');
    await answer;
  } catch (error) {
    breaker.trip(error instanceof ErrorReply ? wordOf(error) : codeOf(error));
  }
};

/**
 * Connects to Redis, now or whenever it appears, and comes back by itself after every fault. Waits a moment for the
 * first connection, so that the start can say how things are; its failing is no error.
 */
export const openRedis = async (needs: Needs): Promise<Redis> => {
  const client = createConnection(needs.url);
  const breaker = createBreaker(needs);
  const heartbeat = createRepeat({
    everyMs: beatEveryMs,
    work: createHeartbeat(client, breaker),
    onFault: () => breaker.trip('no answer'),
  });
  // Comes with every loss of the connection, before there can be another one: no answer is taken for another run's.
  client.on('error', (error) => breaker.trip(codeOf(error)));
  const answered = new Promise<void>((resolve) => {
    client.on('ready', () => heartbeat.soon().then(resolve));
  });
  // It ends when the client is closed; every failing until then was told by the event.
  client.connect().catch(() => {});
  await Promise.race([answered, wait(firstConnectionLimitMs)]);
  return {
    state: () => (breaker.run() === null ? 'down' : 'ok'),
    ask: askThrough(client, breaker, needs),
    watch: breaker.watch,
    close: async () => {
      breaker.close();
      const stopped = heartbeat.stop();
      client.destroy();
      await stopped;
    },
  };
};
