import type { Clock } from '../../kernel/clock.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { windowSeconds } from './count.ts';

/** Where requests are counted now. */
export type Store = 'shared' | 'memory';

/** What is done with the news. */
export type StoreNews = {
  readonly logger: { readonly info: (line: string) => void };
  /** Told of the store at the start and at each switch. */
  readonly onSwitch?: (store: Store) => void;
};

type Needs = StoreNews & { readonly redis: Pick<Redis, 'watch'>; readonly clock: Pick<Clock, 'elapsedMs'> };

const lines: Readonly<Record<Store, string>> = {
  shared: '[RateLimit] RedisStore (shared)',
  memory: '[RateLimit] MemoryStore (per instance)',
};

/** Knows where requests are counted, says so at each switch, and remembers whether Redis lost its counts lately. */
export const createLimitStore = ({ redis, clock, logger, onSwitch = () => {} }: Needs) => {
  let store: Store | null = null;
  let lastRun: string | null = null;
  let forgottenUntilMs = 0;

  const note = (next: Store): void => {
    if (next === store) return;
    store = next;
    logger.info(lines[next]);
    onSwitch(next);
  };

  redis.watch((run) => {
    note(run === null ? 'memory' : 'shared');
    if (run === null || run === lastRun) return;
    // Another run: whatever the last one had counted in this window is gone.
    if (lastRun !== null) forgottenUntilMs = clock.elapsedMs() + windowSeconds * 1000;
    lastRun = run;
  });
  return { note, hasForgotten: (): boolean => clock.elapsedMs() < forgottenUntilMs };
};

/** See {@link createLimitStore}. */
export type LimitStore = ReturnType<typeof createLimitStore>;
