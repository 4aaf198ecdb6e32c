import type { Clock } from '../../../kernel/clock.ts';
import type { SessionPrincipal } from '../principal.ts';
import type { Scope, SessionsStore } from './sessions.store.ts';

type Needs = {
  readonly sessions: Pick<SessionsStore, 'end'>;
  readonly accessChanged: (userId: string) => Promise<void>;
  readonly clock: Clock;
};

/** Ends this session, the others, or all of them, on every instance. */
export const signOut =
  ({ sessions, accessChanged, clock }: Needs) =>
  async ({ sessionId, userId }: SessionPrincipal, scope: Scope): Promise<void> => {
    await sessions.end({ id: sessionId, userId }, scope, clock.now());
    await accessChanged(userId);
  };
