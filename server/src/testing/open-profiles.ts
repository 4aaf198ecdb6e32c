import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createProfiles } from '../features/profiles/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { randomIds } from '../kernel/ids.ts';
import { openPostgres } from '../platform/postgres/open-postgres.ts';
import { openRedis } from '../platform/redis/open-redis.ts';
import { absentRedis, type RedisOutcome } from '../platform/redis/redis.ts';

type Options = {
  readonly databaseUrl: string;
  /** Null: without Redis. */
  readonly redisUrl: string | null;
  readonly instances?: number;
};

/** The room of profiles as one instance has it, with what it asked and logged at hand. */
export const openProfiles = async ({ databaseUrl, redisUrl, instances = 1 }: Options) => {
  const postgres = await openPostgres({ url: databaseUrl });
  const lines: string[] = [];
  const outcomes: RedisOutcome[] = [];
  const queries: string[] = [];
  const logger = { info: () => {}, warn: () => {}, debug: (line: string): void => void lines.push(line) };
  const observe = (outcome: RedisOutcome): void => void outcomes.push(outcome);
  const redis = redisUrl === null ? absentRedis(logger) : await openRedis({ url: redisUrl, logger, observe });
  // A query of raw SQL is one that a store wrote out by hand: here, that for a profile.
  const db = postgres.db.withPlugin({
    transformQuery: ({ node }) => {
      queries.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const profiles = await createProfiles({
    postgres: { ...postgres, db },
    redis,
    clock: systemClock(),
    ids: randomIds(),
    chance: () => 0.5,
    instances,
    logger,
  });
  return {
    ...profiles,
    db: postgres.db,
    redis,
    lines,
    outcomes,
    profileQueries: () => queries.filter((kind) => kind === 'RawNode').length,
    addUser: async (): Promise<string> => {
      const id = randomUUID();
      await sql`insert into public.users (id, email) values (${id}, ${`${id}@example.com`})`.execute(
        postgres.db,
      );
      return id;
    },
    /** SQL typed elsewhere: nobody tells the room. */
    rename: async (id: string, name: string): Promise<void> => {
      await sql`update public.users set display_name = ${name} where id = ${id}`.execute(postgres.db);
    },
    remove: async (id: string): Promise<void> => {
      await sql`delete from public.users where id = ${id}`.execute(postgres.db);
    },
    outbox: async (): Promise<number> =>
      (await sql`select 1 from public.profile_outbox`.execute(postgres.db)).rows.length,
    close: async (): Promise<void> => {
      await profiles.close();
      await redis.close();
      await postgres.close();
    },
  };
};
