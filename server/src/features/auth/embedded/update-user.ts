import type { Clock } from '../../../kernel/clock.ts';
import type { SessionPrincipal } from '../principal.ts';
import type { Account, Metadata } from './account.ts';
import type { AccountsStore } from './accounts.store.ts';
import { checkPassword } from './check-password.ts';
import type { Passwords } from './password.ts';
import { refusal } from './refuse.ts';
import type { SessionsStore } from './sessions.store.ts';

type Needs = {
  readonly accounts: Pick<AccountsStore, 'findById' | 'change'>;
  readonly sessions: Pick<SessionsStore, 'end'>;
  readonly passwords: Passwords;
  readonly accessChanged: (userId: string) => Promise<void>;
  readonly clock: Clock;
};

/** What a user may change of the own account; what is absent stays. */
export type UserChange = {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly data?: Metadata | undefined;
};

/** Changes the own account. A new password ends every other session; the one that asked goes on, as in Supabase. */
export const updateUser =
  ({ accounts, sessions, passwords, accessChanged, clock }: Needs) =>
  async (principal: SessionPrincipal, { email, password, data }: UserChange): Promise<Account> => {
    const before = await accounts.findById(principal.userId);
    if (!before) throw refusal('user_not_found');
    if (password !== undefined) {
      checkPassword(password);
      if (await passwords.matches(password, before.passwordHash)) throw refusal('same_password');
    }
    const change = {
      ...(email === undefined ? {} : { email }),
      ...(password === undefined ? {} : { passwordHash: await passwords.hash(password) }),
      // As Supabase does: members that are sent replace those of the same name, the others stay.
      ...(data === undefined ? {} : { userMetadata: { ...before.userMetadata, ...data } }),
    };
    const at = clock.now();
    if (!(await accounts.change(before.id, change, at))) throw refusal('email_exists');
    if (password !== undefined) {
      await sessions.end({ id: principal.sessionId, userId: principal.userId }, 'others', at);
    }
    await accessChanged(before.id);
    const after = await accounts.findById(before.id);
    if (!after) throw refusal('user_not_found');
    return after;
  };
