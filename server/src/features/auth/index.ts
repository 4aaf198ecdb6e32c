/** Who you are: the owner and the keys that scripts carry. */

import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { createAuthStore } from './auth.store.ts';
import { createKey } from './create-key.ts';
import { ensureOwner } from './ensure-owner.ts';
import { createOwnerKeys } from './owner-keys.ts';
import { createRequireAuth } from './require-auth.ts';

/** Opens the room: the member door, the owner's first key, and the owner's keys afterwards. */
export const createAuth = ({ db, clock, ids }: { db: Db; clock: Clock; ids: Ids }) => {
  const store = createAuthStore(db);
  const makeKey = createKey({ store, ids });
  return {
    requireAuth: createRequireAuth(store),
    ensureOwner: ensureOwner({ store, ids, createKey: makeKey }),
    keys: createOwnerKeys({ store, clock, createKey: makeKey }),
  };
};
