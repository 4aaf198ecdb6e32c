import { type KyselyPlugin, sql } from 'kysely';
import { createAuth } from '../features/auth/index.ts';
import type { SupabaseSettings } from '../features/auth/tokens/judge-supabase-token.ts';
import { createProfiles } from '../features/profiles/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { createClosers } from '../kernel/closers.ts';
import { randomIds } from '../kernel/ids.ts';
import { openPostgres } from '../platform/postgres/open-postgres.ts';
import { openRedis } from '../platform/redis/open-redis.ts';
import { absentRedis } from '../platform/redis/redis.ts';
import { knock } from './knock.ts';

type Options = {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly instances: number;
  readonly supabase: SupabaseSettings | null;
  readonly clock: Clock;
};

const quiet = { info: () => {}, debug: () => {}, warn: () => {}, error: () => {} };

/** Writes down what the database is asked. */
const listenIn = (asked: string[]): KyselyPlugin => ({
  transformQuery: ({ node }) => {
    asked.push(JSON.stringify(node));
    return node;
  },
  transformResult: async ({ result }) => result,
});

/** Sign-in and profiles as several instances have them: one Postgres, one Redis or none, memories of their own. */
export const openInstances = async ({ databaseUrl, redisUrl, instances, supabase, clock }: Options) => {
  const closers = createClosers({ limitMs: 5_000 });
  const asked: string[] = [];
  const openOne = async () => {
    const opened = await openPostgres({ url: databaseUrl });
    closers.push('postgres', opened.close);
    const postgres = { ...opened, db: opened.db.withPlugin(listenIn(asked)) };
    const redis = redisUrl ? await openRedis({ url: redisUrl, logger: quiet }) : absentRedis(quiet);
    closers.push('redis', redis.close);
    const ids = randomIds();
    const room = { postgres, redis, clock, ids, chance: Math.random, instances, logger: quiet };
    const profiles = await createProfiles(room);
    closers.push('profiles', profiles.close);
    const { readMember, keepVerdict, invalidateUserCache } = profiles;
    const words = { readMember, keepVerdict, invalidateUserCache };
    const auth = createAuth({ db: postgres.db, clock, ids, supabase, signups: 'open', ...words });
    const isIn = (door: typeof auth.requireAuth, token: string): Promise<boolean> =>
      door.enter(knock(`Bearer ${token}`)).then(
        () => true,
        (error) => {
          if (error?.code === 'unauthenticated') return false;
          throw error;
        },
      );
    return {
      ...{ auth, profiles, db: postgres.db },
      letsIn: (token: string) => isIn(auth.requireAuth, token),
      letsInFresh: (token: string) => isIn(auth.requireFreshAuth, token),
    };
  };
  const all = await Promise.all(Array.from({ length: instances }, openOne));
  const [first] = all;
  if (!first) throw new Error('There is no instance.');
  return {
    all,
    first,
    /** How often all of them asked for a session or a profile since the last time this was asked. */
    countQueries: (): { readonly sessions: number; readonly profiles: number } => {
      // The outbox is swept whether anybody asks or not.
      const all = asked.splice(0).filter((query) => !query.includes('outbox'));
      const sessions = all.filter((query) => query.includes('auth.sessions')).length;
      return { sessions, profiles: all.length - sessions };
    },
    /** A user with a session, as Supabase would have written them. */
    addSession: async (userId: string, sessionId: string): Promise<void> => {
      await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})
        on conflict do nothing`.execute(first.db);
      await sql`insert into auth.sessions (id, user_id) values (${sessionId}, ${userId})`.execute(first.db);
    },
    close: closers.closeAll,
  };
};
