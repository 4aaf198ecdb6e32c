import type { Door } from '../../http/door.ts';
import { monthPolicies } from '../../http/month-policy.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { MemberProfile } from '../profiles/index.ts';

/**
 * A door that tells the month beside the minute, as far as it was found beside the profile: also who is refused later on
 * is told. Nobody is let in or kept out by it.
 */
export const meteredDoor =
  ({ clock }: { readonly clock: Pick<Clock, 'now'> }) =>
  <K extends { readonly user: Pick<MemberProfile, 'keptUsage'> }>(door: Door<K>): Door<K> => ({
    ...door,
    enter: async (knock) => {
      const knowledge = await door.enter(knock);
      const { keptUsage } = knowledge.user;
      if (keptUsage !== null) knock.tell(monthPolicies(keptUsage, clock.now()));
      return knowledge;
    },
  });
