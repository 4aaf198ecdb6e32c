import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { AccountsStore } from './accounts.store.ts';
import type { IssueToken } from './issue-token.ts';
import { type Grant, hashRefreshToken } from './open-session.ts';
import { refusal } from './refuse.ts';
import type { SessionsStore } from './sessions.store.ts';
import { refuseBanned } from './sign-in-with-password.ts';

type Needs = {
  readonly accounts: Pick<AccountsStore, 'findById'>;
  readonly sessions: Pick<SessionsStore, 'rotate'>;
  readonly issueToken: IssueToken;
  readonly accessChanged: (userId: string) => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
};

/**
 * Changes a refresh token for the next pair (RFC 9700, 4.14.2: rotation with reuse detection). A token that comes a
 * second time is in two hands, and which of them is the thief's cannot be told: the session ends for both.
 */
export const refreshSession =
  ({ accounts, sessions, issueToken, accessChanged, clock, ids }: Needs) =>
  async (token: string): Promise<Grant> => {
    const refreshToken = ids.secret();
    const at = clock.now();
    const rotated = await sessions.rotate({
      tokenHash: hashRefreshToken(token),
      nextHash: hashRefreshToken(refreshToken),
      at,
    });
    if (rotated.kind === 'reused') {
      await accessChanged(rotated.userId);
      throw refusal('refresh_token_already_used');
    }
    const account = rotated.kind === 'rotated' ? await accounts.findById(rotated.session.userId) : null;
    if (rotated.kind === 'unknown' || !account) throw refusal('refresh_token_not_found');
    refuseBanned(account, at);
    const issued = await issueToken(account, rotated.session);
    return { ...issued, refreshToken, account };
  };
