import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { createAuth, createOwner } from '../features/auth/index.ts';
import { listen } from '../http/listen.ts';
import { declareOpenApi } from '../http/openapi.ts';
import { ok } from '../http/reply.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import { randomIds } from '../kernel/ids.ts';
import { openDatabase } from '../platform/postgres/open-database.ts';
import { copyDataDir } from './data-dir.ts';
import { openApp } from './open-app.ts';
import { openLimits } from './open-limits.ts';
import { plainMembers } from './plain-members.ts';
import { createTestDatabase } from './test-services.ts';

type Options = {
  readonly on?: 'embedded' | 'postgres';
  readonly clock?: Clock;
  readonly signups?: 'open' | 'closed';
  readonly supabaseUrl?: string;
  readonly limits?: ReturnType<typeof openLimits>;
};

const openTestDatabase = async (kind: 'embedded' | 'postgres') => {
  if (kind === 'postgres') {
    const { url, drop } = await createTestDatabase();
    return { postgres: await openDatabase({ kind, url }), remove: drop };
  }
  const { path: dataDir, remove } = await copyDataDir();
  return { postgres: await openDatabase({ kind, dataDir }), remove };
};

/** Sign-in alone on a port, with one endpoint for members and one that asks afresh; profiles come uncached. */
export const openSignIn = async (options: Options = {}) => {
  const { on = 'embedded', clock = systemClock(), signups = 'open', supabaseUrl } = options;
  const { limits = openLimits() } = options;
  const { postgres, remove } = await openTestDatabase(on);
  const { db } = postgres;
  const ids = randomIds();
  const members = plainMembers(db);
  const supabase = supabaseUrl ? { url: supabaseUrl, anonKey: 'anon', jwtSecret: null } : null;
  const auth = createAuth({ db, clock, ids, supabase, signups, limits, ...members });
  const app = openApp({
    limitBytes: 100_000,
    declare: (routes) => {
      const whoAmI = { summary: 'Who asks', reply: z.object({ userId: z.string() }) };
      routes.get('/who', { ...whoAmI, door: auth.requireAuth }, async ({ userId }) => ok({ userId }));
      routes.get('/who/fresh', { ...whoAmI, door: auth.requireFreshAuth }, async ({ userId }) =>
        ok({ userId }),
      );
      auth.declareRoutes(routes);
      declareOpenApi(routes, { version: '1' });
    },
  });
  const { address, drain } = await listen(app.app, { host: '127.0.0.1', port: 0 });
  return {
    ...app,
    address,
    db,
    auth,
    members,
    owner: createOwner({ db, clock, ids }),
    /** Supabase's own client, as a program has it that keeps nothing on disk. */
    client: (headers: Record<string, string> = {}): SupabaseClient =>
      createClient(address, 'anon', {
        auth: { persistSession: false, autoRefreshToken: false },
        global: { headers },
      }),
    statusOf: async (token: string, path = '/who'): Promise<number> =>
      (await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } })).status,
    close: async (): Promise<void> => {
      await drain(1_000);
      await app.close();
      await postgres.close();
      await remove();
    },
  };
};
