import type { LimitGroup } from '../../http/door.ts';
import type { TellPolicies } from '../../http/rate-limit-headers.ts';
import type { Plan } from '../../kernel/catalogue.ts';
import type { Standing } from './judge-count.ts';
import { createLimit, type LimitGround } from './limit.ts';
import { secondsUntil, tooMany } from './refuse.ts';

/** What a user may send of one group in a minute; of somebody who is not found, as much as of anybody. */
export type QuotaOf = (plan: Plan | null) => number;

/** Who asks, and where their limit is to be told. */
type Asking = { readonly userId: string; readonly tell: TellPolicies };

/** One of the limits that users have. Counted per user, not per token: tokens are cheap to mint. */
export type UserLimiter = {
  /**
   * Counts a request while `read` finds out who sends it: both questions to Redis go out together. Throws `rate_limited`
   * for who has sent too many, and without asking anybody while that is known.
   */
  readonly admit: <Reading extends { readonly profile: { readonly plan: Plan } | null }>(
    asking: Asking,
    read: () => Promise<Reading>,
  ) => Promise<Reading>;
};

/** Makes the limiter of a group; its counters are `rl:<group>:user:<userId>`. */
export const createUserLimiter = (group: LimitGroup, quotaOf: QuotaOf, ground: LimitGround): UserLimiter => {
  const limit = createLimit(`rl:${group}:user`, ground);

  const tellOrRefuse = (standing: Standing, tell: TellPolicies): void => {
    const { quota, windowSeconds, remaining, resetMs } = standing;
    tell([{ name: 'minute', quota, windowSeconds, remaining, resetSeconds: secondsUntil(resetMs) }]);
    if (!standing.passed) throw tooMany(group, standing, ground.clock);
  };

  return {
    admit: async ({ userId, tell }, read) => {
      const held = limit.held(userId);
      if (held !== null) tellOrRefuse(held, tell);
      const [count, reading] = await Promise.all([limit.count(userId), read()]);
      tellOrRefuse(limit.judge(userId, count, quotaOf(reading.profile?.plan ?? null)), tell);
      return reading;
    },
  };
};
