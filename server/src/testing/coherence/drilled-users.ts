import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Ledger } from './ledger.ts';

const Changed = z.array(z.object({ version: z.number() }));

/** The users of the drill, and the SQL that somebody types beside the server. */
export const createDrilledUsers = (pool: Pool, ledger: Ledger) => {
  const users: string[] = [];

  const run = async (statement: string, userId: string): Promise<number | null> => {
    const { rows } = await pool.query(statement, [userId]);
    return Changed.parse(rows)[0]?.version ?? null;
  };
  const commit = (userId: string, version: number | null): void => {
    if (version !== null) ledger.committed(userId, version);
  };

  return {
    all: (): readonly string[] => users,
    pick: (): string => users[Math.floor(Math.random() * users.length)] ?? '',
    add: async (): Promise<void> => {
      const userId = randomUUID();
      await pool.query('insert into public.users (id) values ($1)', [userId]);
      users.push(userId);
    },
    rename: async (userId: string): Promise<void> =>
      commit(
        userId,
        await run(
          `update public.users set display_name = gen_random_uuid()::text where id = $1
           returning version::int as version`,
          userId,
        ),
      ),
    /** Takes the row away; it goes on being read for a while, and nobody may be found. */
    remove: async (userId: string, goneAfterMs: number): Promise<void> => {
      const statement = 'delete from public.users where id = $1 returning version::int + 1 as version';
      commit(userId, await run(statement, userId));
      setTimeout(() => users.splice(users.indexOf(userId), 1), goneAfterMs).unref();
    },
  };
};
