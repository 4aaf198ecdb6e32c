import { hash } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { Account } from './account.ts';
import type { IssueToken } from './issue-token.ts';
import type { SessionsStore } from './sessions.store.ts';

/** What somebody goes away with who signed in: a token to come in with and one to get the next with. */
export type Grant = {
  readonly accessToken: string;
  readonly expiresAtSeconds: number;
  readonly refreshToken: string;
  readonly account: Account;
};

/** What is stored of a refresh token. A plain SHA-256 will do: 256 random bits cannot be guessed. */
export const hashRefreshToken = (token: string): Uint8Array => hash('sha256', token, 'buffer');

type Needs = {
  readonly sessions: Pick<SessionsStore, 'open'>;
  readonly issueToken: IssueToken;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** Begins a session for somebody who has shown who they are. */
export const openSession =
  ({ sessions, issueToken, clock, ids }: Needs) =>
  async (account: Account): Promise<Grant> => {
    const refreshToken = ids.secret();
    const at = clock.now();
    const opening = { id: ids.next(), userId: account.id, tokenHash: hashRefreshToken(refreshToken), at };
    const session = await sessions.open(opening);
    const issued = await issueToken(account, session);
    return { ...issued, refreshToken, account: { ...account, lastSignInAt: at } };
  };
