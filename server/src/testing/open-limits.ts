import { createLimits } from '../features/limits/index.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import { absentRedis, type Redis } from '../platform/redis/redis.ts';

const quiet = { info: () => {} };

type Options = {
  readonly redis?: Pick<Redis, 'ask' | 'watch'>;
  readonly clock?: Clock;
  readonly instances?: number;
  readonly perMinute?: { readonly scrape?: number; readonly api?: number; readonly address?: number };
};

/** The room of limits; where nothing is said they are so wide that tests of other things do not meet them. */
export const openLimits = (options: Options = {}) => {
  const { redis = absentRedis(quiet), clock = systemClock(), instances = 1, perMinute = {} } = options;
  return createLimits({
    ...{ redis, clock, instances, logger: quiet },
    perMinute: { scrape: 1e6, api: 1e6, address: 1e6, ...perMinute },
    planLimits: () => ({}),
  });
};
