import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAccounts } from '../../testing/open-accounts.ts';
import { openStandInSupabase } from '../../testing/stand-in-supabase.ts';
import { removeUser } from './index.ts';

let accounts: Awaited<ReturnType<typeof openAccounts>>;
let standIn: Awaited<ReturnType<typeof openStandInSupabase>>;
beforeAll(async () => {
  accounts = await openAccounts(() => {});
  standIn = await openStandInSupabase();
});
afterAll(async () => {
  await standIn.close();
  await accounts.close();
});

it('removes a user of our own with all that belongs to it, as often as asked', async () => {
  const { db, ann, ben } = accounts;
  await sql`insert into auth.sessions (id, user_id) values (gen_random_uuid(), ${ann}), (gen_random_uuid(), ${ben})`.execute(
    db,
  );
  const remove = removeUser({ db, supabase: null });
  await remove(ann);
  await remove(ann);
  const { rows } = await sql`select u.id, (select count(*)::int from auth.sessions) as sessions
    from public.users u`.execute(db);
  expect(rows).toEqual([{ id: ben, sessions: 1 }]);
});

it('asks Supabase to remove its users, and tells when it does not', async () => {
  const { db, ben } = accounts;
  const remove = removeUser({ db, supabase: { url: standIn.url, serviceRoleKey: 'service' } });
  await remove(ben);
  await remove(ben);
  expect(standIn.calls.delete).toBe(1);
  const elsewhere = removeUser({ db, supabase: { url: `${standIn.url}/elsewhere`, serviceRoleKey: 's' } });
  await expect(elsewhere(ben)).rejects.toThrow('Supabase did not remove the user.');
  standIn.setBroken(true);
  await expect(remove(ben)).rejects.toThrow('Supabase did not remove the user.');
});
