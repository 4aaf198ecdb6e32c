import type { Clock } from '../../../kernel/clock.ts';
import type { Account } from './account.ts';
import type { AccountsStore } from './accounts.store.ts';
import type { Grant, openSession } from './open-session.ts';
import type { Passwords } from './password.ts';
import { refusal } from './refuse.ts';

type Needs = {
  readonly accounts: Pick<AccountsStore, 'findByEmail'>;
  readonly passwords: Pick<Passwords, 'matches'>;
  readonly openSession: ReturnType<typeof openSession>;
  readonly clock: Clock;
};

/** Throws `user_banned` for as long as that lasts. */
export const refuseBanned = ({ bannedUntil }: Account, now: Date): void => {
  if (bannedUntil !== null && bannedUntil > now) throw refusal('user_banned');
};

/** Lets in whoever knows the password. Whether there is an account shows neither in the answer nor in its time. */
export const signInWithPassword =
  ({ accounts, passwords, openSession, clock }: Needs) =>
  async ({ email, password }: { readonly email: string; readonly password: string }): Promise<Grant> => {
    const account = await accounts.findByEmail(email);
    const matches = await passwords.matches(password, account?.passwordHash ?? null);
    if (!account || !matches) throw refusal('invalid_credentials');
    refuseBanned(account, clock.now());
    return openSession(account);
  };
