/** How often somebody may ask: counted by all instances together, and by each for itself while Redis is away. */

import type { Door } from '../../http/door.ts';
import type { Plan } from '../../kernel/catalogue.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { createAddressLimiter } from './address-limiter.ts';
import { createLimitStore, type StoreNews } from './limit-store.ts';
import { createUserLimiter } from './user-limiter.ts';

export type { AddressLimiter } from './address-limiter.ts';
export type { UserLimiter } from './user-limiter.ts';

/** Requests a minute. */
type PerMinute = { readonly scrape: number; readonly api: number };

type Needs = StoreNews & {
  readonly redis: Pick<Redis, 'ask' | 'watch'>;
  readonly clock: Clock;
  /** How many processes share the limits. */
  readonly instances: number;
  readonly perMinute: PerMinute & { readonly address: number };
  /** What a plan gives instead. */
  readonly planLimits: (plan: Plan) => Partial<PerMinute>;
};

/** Opens the room. */
export const createLimits = (needs: Needs) => {
  const { redis, clock, instances, perMinute, planLimits } = needs;
  const ground = { ask: redis.ask, store: createLimitStore(needs), clock, instances };
  const limitsOf = (plan: Plan | null): PerMinute => ({
    scrape: perMinute.scrape,
    api: perMinute.api,
    ...(plan === null ? {} : planLimits(plan)),
  });
  const addressLimiter = createAddressLimiter(perMinute.address, ground);
  /** For strangers whom we do work for: each request counts as an attempt of its address. */
  const strangerDoor: Door<object> = {
    security: null,
    limitedBy: 'address',
    enter: async (knock) => {
      await addressLimiter.attempt(knock);
      return {};
    },
  };
  return {
    scrapeLimiter: createUserLimiter('scrape', (plan) => limitsOf(plan).scrape, ground),
    apiLimiter: createUserLimiter('api', (plan) => limitsOf(plan).api, ground),
    addressLimiter,
    strangerDoor,
    /** What users of a plan may send. */
    limitsOf: (plan: Plan): PerMinute => limitsOf(plan),
  };
};
