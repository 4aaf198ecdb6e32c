import { LRUCache } from 'lru-cache';
import type { Door, Knock } from '../../http/door.ts';
import { monthPolicies } from '../../http/month-policy.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createSingleFlight } from '../../kernel/single-flight.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { MemberProfile } from '../profiles/index.ts';

type Needs = {
  readonly clock: Clock;
  /** As it was found beside the profile, else from Postgres. */
  readonly readUsage: (user: MemberProfile) => Promise<UsageReading>;
  /** From Postgres, and from nowhere else. */
  readonly findUsage: (userId: string) => Promise<UsageReading | null>;
};

const mostLimited = 10_000;
const heardForMs = 1_000;

/**
 * Tells the month of who asks too often. Redis is not asked about them, and Postgres once a second however often they
 * call; where it does not answer they are refused all the same.
 */
const tellLimited = ({ clock, findUsage }: Pick<Needs, 'clock' | 'findUsage'>) => {
  const perf = { now: clock.elapsedMs };
  const heard = new LRUCache<string, UsageReading>({ max: mostLimited, ttl: heardForMs, perf });
  const onlyOnce = createSingleFlight<UsageReading | null>();
  const find = async (userId: string): Promise<UsageReading | null> => {
    const reading = await findUsage(userId).catch(() => null);
    if (reading !== null) heard.set(userId, reading);
    return reading;
  };
  return async (userId: string, tell: Knock['tell']): Promise<void> => {
    const reading = heard.get(userId) ?? (await onlyOnce(userId, () => find(userId)));
    if (reading !== null) tell(monthPolicies(reading, clock.now()));
  };
};

/**
 * A door that tells the month beside the minute in each answer: also to who is refused later on, and to who is refused
 * here for asking too often. Nobody is let in or kept out by it.
 */
export const meteredDoor = (needs: Needs) => {
  const { clock, readUsage } = needs;
  const tellTo = tellLimited(needs);

  return <K extends { readonly user: MemberProfile }>(door: Door<K>): Door<K> => ({
    ...door,
    enter: async (knock) => {
      const limited: string[] = [];
      try {
        const knowledge = await door.enter({ ...knock, onLimited: (userId) => void limited.push(userId) });
        const { user } = knowledge;
        // Without a limit there is nothing to tell.
        if (user.planLimitsScrapes === null) return knowledge;
        const keptUsage = user.keptUsage ?? (await readUsage(user));
        knock.tell(monthPolicies(keptUsage, clock.now()));
        return user.keptUsage === null ? { ...knowledge, user: { ...user, keptUsage } } : knowledge;
      } catch (error) {
        for (const userId of limited) await tellTo(userId, knock.tell);
        throw error;
      }
    },
  });
};
