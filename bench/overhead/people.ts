import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** Somebody with an account and a session that goes on. */
export type Person = { readonly userId: string; readonly sessionId: string };

/** Adds people as a sign-in service would: their profiles come by the trigger of the migrations. */
export const addPeople = async (pool: Pool, count: number): Promise<readonly Person[]> => {
  const people = Array.from({ length: count }, () => ({ userId: randomUUID(), sessionId: randomUUID() }));
  const userIds = people.map(({ userId }) => userId);
  const sessionIds = people.map(({ sessionId }) => sessionId);
  await pool.query(
    `insert into auth.users (id, email) select id, id || '@example.org' from unnest($1::uuid[]) id`,
    [userIds],
  );
  await pool.query('insert into auth.sessions (id, user_id) select * from unnest($1::uuid[], $2::uuid[])', [
    sessionIds,
    userIds,
  ]);
  return people;
};
