import type { Clock } from '../../../kernel/clock.ts';
import type { Redis } from '../../../platform/redis/redis.ts';

/** What Google lets one user and one project ask for in any window of so many seconds, reads and writes each. */
export type OutgoingLimits = {
  readonly perUser: number;
  readonly perProject: number;
  readonly windowSeconds: number;
};

// A call that set out in its window may reach Google in the next: somewhat more than the window is kept.
const marginMs = 1_000;

/**
 * Takes a place in both logs or tells how long to wait for one. A log of moments, not a counter a minute: Google counts
 * any sixty seconds, and two counters side by side let twice as many through.
 */
const takeScript = `
  local now = redis.call('TIME')
  now = now[1] * 1000 + math.floor(now[2] / 1000)
  local window = tonumber(ARGV[1])
  local pause = 0
  for i, key in ipairs(KEYS) do
    redis.call('ZREMRANGEBYSCORE', key, 0, now - window)
    local most = tonumber(ARGV[i + 2])
    local count = redis.call('ZCARD', key)
    if count >= most then
      local first = redis.call('ZRANGE', key, count - most, count - most, 'WITHSCORES')
      pause = math.max(pause, first[2] + window - now)
    end
  end
  if pause > 0 then return pause end
  for _, key in ipairs(KEYS) do
    redis.call('ZADD', key, now, ARGV[2])
    redis.call('PEXPIRE', key, window)
  end
  return 0`;

type Needs = {
  readonly redis: Pick<Redis, 'state' | 'ask'>;
  readonly clock: Pick<Clock, 'elapsedMs'>;
  readonly nextId: () => string;
  readonly instances: number;
  readonly limits: OutgoingLimits;
};

/** The same logs in this process. */
const createLocalLog = (clock: Needs['clock'], windowMs: number) => {
  const logs = new Map<string, number[]>();
  const recent = (key: string): number[] => {
    const since = clock.elapsedMs() - windowMs;
    const kept = (logs.get(key) ?? []).filter((at) => at > since);
    if (kept.length === 0) logs.delete(key);
    return kept;
  };
  return {
    pauseFor: (key: string, most: number): number => {
      const log = recent(key);
      const first = log[log.length - most];
      return first === undefined ? 0 : first + windowMs - clock.elapsedMs();
    },
    add: (key: string): void => {
      logs.set(key, [...recent(key), clock.elapsedMs()]);
    },
  };
};

/**
 * Counts what we ask of Google, over all instances. `take` answers 0 for "go", else the milliseconds to wait.
 * Without Redis each instance counts by itself and lets through its share; it counts along always, so that the fault does
 * not hand out a fresh minute. Google's own refusals are heeded besides, so more than its share does no harm.
 */
export const createOutgoingLimiter = ({ redis, clock, nextId, instances, limits }: Needs) => {
  const windowMs = limits.windowSeconds * 1000 + marginMs;
  const local = createLocalLog(clock, windowMs);
  const share = (most: number): number => Math.max(1, Math.floor(most / instances));

  return {
    take: async (kind: 'read' | 'write', userId: string): Promise<number> => {
      const keys: [string, string] = [`google:${kind}:user:${userId}`, `google:${kind}:project`];
      const most = [limits.perUser, limits.perProject] as const;
      const shared = await redis.ask((client) =>
        client.eval(takeScript, { keys, arguments: [String(windowMs), nextId(), ...most.map(String)] }),
      );
      const pauseMs = shared.answered
        ? Number(shared.value)
        : Math.max(local.pauseFor(keys[0], share(most[0])), local.pauseFor(keys[1], share(most[1])));
      if (pauseMs === 0) for (const key of keys) local.add(key);
      return pauseMs;
    },
  };
};

/** Takes places in what Google allows. */
export type OutgoingLimiter = ReturnType<typeof createOutgoingLimiter>;
