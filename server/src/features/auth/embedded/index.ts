/** Sign-in without Supabase: accounts, sessions and keys in our own Postgres, under Supabase's names. */

import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/postgres/postgres.ts';
import { type JudgeToken, judgeToken } from '../tokens/judge-token.ts';
import { createKeySet, readKeySet } from '../tokens/key-set.ts';
import { verifyToken } from '../tokens/verify-token.ts';
import { createAccountsStore } from './accounts.store.ts';
import { removeForgotten } from './forgotten-sessions.ts';
import { embeddedIssuer, issueToken } from './issue-token.ts';
import { openSession } from './open-session.ts';
import { createPasswords } from './password.ts';
import { refreshSession } from './refresh-session.ts';
import { createSessionsStore } from './sessions.store.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { createSigningKeys, type SigningKeys } from './signing-keys.ts';
import { withSignInTables } from './tables.ts';
import { updateUser } from './update-user.ts';

type Needs = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signups: 'open' | 'closed';
  /** Called when a user's sessions or address changed, after it is written. */
  readonly accessChanged: (userId: string) => Promise<void>;
};

// Asking our own table is cheap; an unknown key id is most likely one of another instance that just rotated.
const cooldownMs = 1_000;
const maxAgeMs = 30_000;

const judgeOwnToken = (keys: SigningKeys, clock: Clock): JudgeToken => {
  const load = async () => readKeySet(await keys.published());
  const publicKeys = createKeySet({ load, clock, cooldownMs, maxAgeMs });
  const verify = verifyToken({ publicKeys, secret: 'none', issuer: embeddedIssuer, clock });
  // Nobody else could know: what cannot be judged here is bad, or the database is away.
  return judgeToken({ verify, ask: null, clock });
};

/** Puts embedded sign-in together. */
export const createEmbeddedSignIn = ({ db, clock, ids, signups, accessChanged }: Needs) => {
  const tables = withSignInTables(db);
  const accounts = createAccountsStore(tables);
  const sessions = createSessionsStore(tables);
  const passwords = createPasswords();
  const keys = createSigningKeys({ db: tables, clock, ids });
  const issue = issueToken({ keys, clock });
  const open = openSession({ sessions, issueToken: issue, clock, ids });
  return {
    signups,
    judgeToken: judgeOwnToken(keys, clock),
    publishedKeys: keys.published,
    findAccount: accounts.findById,
    signUp: signUp({ accounts, passwords, openSession: open, signups, clock, ids }),
    signInWithPassword: signInWithPassword({ accounts, passwords, openSession: open, clock }),
    refresh: refreshSession({ accounts, sessions, issueToken: issue, accessChanged, clock, ids }),
    updateUser: updateUser({ accounts, sessions, passwords, accessChanged, clock }),
    removeForgotten: removeForgotten({ db: tables, clock }),
    signOut: signOut({ sessions, accessChanged, clock }),
  };
};

/** Everything that people without Supabase sign in, up and out with. */
export type EmbeddedSignIn = ReturnType<typeof createEmbeddedSignIn>;
