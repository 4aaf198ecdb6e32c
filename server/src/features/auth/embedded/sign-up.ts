import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { Metadata } from './account.ts';
import type { AccountsStore } from './accounts.store.ts';
import { checkPassword } from './check-password.ts';
import type { Grant, openSession } from './open-session.ts';
import type { Passwords } from './password.ts';
import { refusal } from './refuse.ts';

type Needs = {
  readonly accounts: Pick<AccountsStore, 'add' | 'findById'>;
  readonly passwords: Pick<Passwords, 'hash'>;
  readonly openSession: ReturnType<typeof openSession>;
  readonly signups: 'open' | 'closed';
  readonly clock: Clock;
  readonly ids: Ids;
};

/** Somebody who wants to be able to sign in. */
export type SignUp = {
  readonly email: string;
  readonly password: string;
  readonly userMetadata: Metadata;
  /** The user whose key was shown: they take an address and a password for what is theirs already. */
  readonly ownerOfKey: string | null;
};

/**
 * Makes an account and signs in at once: without a mailer there is no address to confirm. Where sign-up is closed, a
 * user who has a key may still do it, which is how the owner of a new server comes to the console.
 */
export const signUp =
  ({ accounts, passwords, openSession, signups, clock, ids }: Needs) =>
  async ({ email, password, userMetadata, ownerOfKey }: SignUp): Promise<Grant> => {
    if (signups === 'closed' && ownerOfKey === null) throw refusal('signup_disabled');
    checkPassword(password);
    const id = ownerOfKey ?? ids.next();
    const passwordHash = await passwords.hash(password);
    const account = { id, identityId: ids.next(), email, passwordHash, userMetadata, at: clock.now() };
    const added = await accounts.add(account);
    const made = added ? await accounts.findById(id) : null;
    if (!made) throw refusal('user_already_exists');
    return openSession(made);
  };
