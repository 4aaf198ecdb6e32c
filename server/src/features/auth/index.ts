/** Who you are: sessions of people, keys of scripts, and, without Supabase, accounts of our own. */

import type { Routes } from '../../http/route.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { hashApiKey } from './api-key.ts';
import { createAuthStore } from './auth.store.ts';
import { createKey } from './create-key.ts';
import { createEmbeddedDoors } from './embedded/doors.ts';
import { declareEmbeddedSignIn } from './embedded/embedded.routes.ts';
import { createEmbeddedSignIn } from './embedded/index.ts';
import { createSigningKeys } from './embedded/signing-keys.ts';
import { withSignInTables } from './embedded/tables.ts';
import { ensureOwner } from './ensure-owner.ts';
import { declareKeys } from './keys.routes.ts';
import { createKnownKeys } from './known-keys.ts';
import { createOwnerKeys } from './owner-keys.ts';
import { createMemberDoors, type DoorLimits, type DoorProfile, type MemberWords } from './require-auth.ts';
import { judgeSession } from './session-verdict.ts';
import { signIn } from './sign-in.ts';
import { judgeSupabaseToken, type SupabaseSettings } from './tokens/judge-supabase-token.ts';
import { createUserKeys } from './user-keys.ts';

export { removeUser } from './remove-user.ts';

type Ground = { readonly db: Db; readonly clock: Clock; readonly ids: Ids };

/** The owner, the owner's keys and the one that signs: all that the command line needs. */
export const createOwner = ({ db, clock, ids }: Ground) => {
  const store = createAuthStore(db);
  const makeKey = createKey({ store, ids });
  return {
    ensureOwner: ensureOwner({ store, ids, createKey: makeKey }),
    keys: createOwnerKeys({ store, clock, createKey: makeKey }),
    rotateSigningKey: createSigningKeys({ db: withSignInTables(db), clock, ids }).rotate,
  };
};

type Needs<Profile extends DoorProfile> = Ground &
  MemberWords<Profile> & {
    /** Null: we sign people in ourselves. */
    readonly supabase: SupabaseSettings | null;
    readonly signups: 'open' | 'closed';
    readonly limits: DoorLimits;
    /** When it resolves, no instance serves what the profile was before. */
    readonly invalidateUserCache: (userId: string) => Promise<void>;
  };

/** Opens the room: the member doors, and the routes of embedded sign-in where there is no Supabase. */
export const createAuth = <Profile extends DoorProfile>(needs: Needs<Profile>) => {
  const { db, clock, ids, supabase, signups, limits, readMember, keepVerdict, invalidateUserCache } = needs;
  const store = createAuthStore(db);
  const keys = createKnownKeys(store);
  const askSession = judgeSession(db);
  const embedded = createEmbeddedSignIn({ db, clock, ids, signups, accessChanged: invalidateUserCache });
  const judgeToken = supabase ? judgeSupabaseToken(supabase, { clock }) : embedded.judgeToken;
  const doors = createMemberDoors({
    signIn: signIn({ keys, judgeToken }),
    judgeSession: askSession,
    ...{ readMember, keepVerdict, limits },
  });
  const createUserKey = createKey({ store, ids });
  const userKeys = createUserKeys({ store, clock, createKey: createUserKey, invalidateUserCache });
  return {
    ...doors,
    sessionVerdict: askSession,
    declareRoutes: (routes: Routes): void => {
      declareKeys(routes, { door: doors.requireAuth, fresh: doors.requireFreshAuth, keys: userKeys });
      if (supabase) return;
      const ownerOfKey = async (key: string) => (await store.findByHash(hashApiKey(key)))?.userId ?? null;
      const readPlan = (userId: string) => readMember({ userId, sessionId: null });
      const words = { judgeToken, judgeSession: askSession, ownerOfKey, readPlan };
      const entrances = createEmbeddedDoors({ ...words, ...limits });
      declareEmbeddedSignIn(routes, entrances, embedded);
    },
  };
};
