import type { Knock, LimitGroup } from '../../http/door.ts';
import type { TellPolicies } from '../../http/rate-limit-headers.ts';
import type { Plan } from '../../kernel/catalogue.ts';
import type { ReadKeys } from '../../platform/redis/redis.ts';
import type { Standing } from './judge-count.ts';
import { type Counted, createLimit, type LimitGround } from './limit.ts';
import { secondsUntil, tooMany } from './refuse.ts';

/** What a user may send of one group in a minute; of somebody who is not found, as much as of anybody. */
export type QuotaOf = (plan: Plan | null) => number;

/** Who asks, and where their limit is to be told. */
type Asking = Pick<Knock, 'onLimited'> & { readonly userId: string; readonly tell: TellPolicies };

/** One of the limits that users have. Counted per user, not per token: tokens are cheap to mint. */
export type UserLimiter = {
  /**
   * Counts a request while `read` finds out who sends it. What it asks of `readKeys` at once is read by the command that
   * counts. Throws `rate_limited` for who has sent too many, and without asking anybody while that is known.
   */
  readonly admit: <Reading extends { readonly profile: { readonly plan: Plan } | null }>(
    asking: Asking,
    read: (readKeys: ReadKeys) => Promise<Reading>,
  ) => Promise<Reading>;
};

/** Counts once, with the reading of keys if that is asked for first. */
const createSharedTrip = (count: (keys: readonly string[]) => Promise<Counted>) => {
  let counting: Promise<Counted> | null = null;
  const begin = (keys: readonly string[]): Promise<Counted> => {
    counting ??= count(keys);
    return counting;
  };
  const readKeys: ReadKeys = async (keys) => {
    if (counting !== null)
      throw new Error('The count has gone out: keys can be read with it at once, or not at all.');
    return (await begin(keys)).answer;
  };
  return { begin, readKeys };
};

/** Makes the limiter of a group; its counters are `rl:<group>:user:<userId>`. */
export const createUserLimiter = (group: LimitGroup, quotaOf: QuotaOf, ground: LimitGround): UserLimiter => {
  const limit = createLimit(`rl:${group}:user`, ground);

  const tellOrRefuse = (standing: Standing, { userId, tell, onLimited }: Asking): void => {
    const { quota, windowSeconds, remaining, resetMs } = standing;
    tell([{ name: 'minute', quota, windowSeconds, remaining, resetSeconds: secondsUntil(resetMs) }]);
    if (standing.passed) return;
    onLimited?.(userId);
    throw tooMany(group, standing, ground.clock);
  };

  return {
    admit: async (asking, read) => {
      const { userId } = asking;
      const held = limit.held(userId);
      if (held !== null) tellOrRefuse(held, asking);
      const trip = createSharedTrip((keys) => limit.count(userId, keys));
      const reading = read(trip.readKeys);
      const [{ count }, { profile }] = await Promise.all([trip.begin([]), reading]);
      tellOrRefuse(limit.judge(userId, count, quotaOf(profile?.plan ?? null)), asking);
      return reading;
    },
  };
};
