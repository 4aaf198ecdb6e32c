import type { Clock } from '../../../kernel/clock.ts';
import type { SessionsStore } from './sessions.store.ts';

const dayMs = 86_400_000;
/** Whoever has not come back for that long signs in again. */
const idleForMs = 90 * dayMs;
/** A used refresh token that is sent again ends its session; a thief who waits longer finds it is not known at all. */
const usedForMs = 30 * dayMs;
const mostAtOnce = 1_000;

type Needs = { readonly sessions: Pick<SessionsStore, 'prune'>; readonly clock: Clock };

/**
 * Removes what nobody uses any more, a bounded part at a time; several instances may do so at once. Access tokens of a
 * session that is removed here have expired long before, so no profile changes.
 */
export const pruneSessions =
  ({ sessions, clock }: Needs) =>
  async (): Promise<void> => {
    const nowMs = clock.now().getTime();
    const before = { idleSince: new Date(nowMs - idleForMs), usedBefore: new Date(nowMs - usedForMs) };
    for (let removed = mostAtOnce; removed === mostAtOnce; )
      removed = await sessions.prune(before, mostAtOnce);
  };
