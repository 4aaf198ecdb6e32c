/** A database whose tables of users and activities were made by somebody else, before us. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-services.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import type { Postgres } from './postgres.ts';

const folder = fileURLToPath(new URL('../../../migrations', import.meta.url));
const withSupabase = { folder, withAuth: false };
const ann = '00000000-0000-4000-8000-00000000000a';
const bob = '00000000-0000-4000-8000-00000000000b';
const cid = '00000000-0000-4000-8000-00000000000c';

let database: TestDatabase;
let postgres: Postgres;
let client: Client;
beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  postgres = await openPostgres({ url: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
  // Supabase's part, by its own hand.
  await client.query(readFileSync(`${folder}/embedded/0002_auth.sql`, 'utf8'));
  await client.query(
    `insert into auth.users (id, email) values ('${ann}', 'ann@example.com'), ('${bob}', null)`,
  );
});
afterEach(async () => {
  await client.end();
  await postgres.close();
  await database.drop();
});

const rowsOf = async (text: string): Promise<readonly unknown[]> => (await client.query(text)).rows;

const olderTables = `
  create type plan_name as enum ('free', 'PRO');
  create table public.users (
    id uuid primary key references auth.users (id), email text not null unique, name text not null,
    plan plan_name default 'free', plan_limits_scrapes int not null default 10, usage_this_month int,
    created_at timestamptz default '2024-01-01');
  create function public.handle_new_user() returns trigger language plpgsql security definer as $$
    begin insert into public.users (id, email, name) values (new.id, new.email, 'new'); return new; end $$;
  create trigger on_auth_user_created after insert on auth.users for each row execute function handle_new_user();
  create table public.activities (
    id bigserial primary key, user_id uuid references auth.users (id), action text not null, created_at timestamptz);
  alter table public.users enable row level security;
  create policy "everybody sees everybody" on public.users for select using (true);
  grant all on public.users, public.activities to anon, authenticated;
  insert into public.users (id, email, name, plan, usage_this_month) values
    ('${ann}', 'ann@example.com', 'Ann', 'PRO', 4), ('${bob}', 'bob@example.com', 'Bob', null, null);
  insert into public.activities (user_id, action, created_at) values
    ('${ann}', 'scrape', '2024-02-01'), ('${bob}', 'export', null), (null, 'lost', null);`;

it('keeps every row and every column, and adds what is missing', async () => {
  await client.query(olderTables);
  await migrate(postgres, withSupabase);
  expect(
    await rowsOf(`select name, email, plan, plan_limits_scrapes as most, usage_this_month as used, version::int,
      smart_formatting as smart, extract(year from created_at)::int as since from public.users order by id`),
  ).toEqual([
    {
      name: 'Ann',
      email: 'ann@example.com',
      plan: 'PRO',
      most: 10,
      used: 4,
      version: 1,
      smart: false,
      since: 2024,
    },
    {
      name: 'Bob',
      email: 'bob@example.com',
      plan: 'FREE',
      most: 10,
      used: 0,
      version: 1,
      smart: false,
      since: 2024,
    },
  ]);
  expect(
    await rowsOf(`select previous_id::int, action, kind, summary, length(id::text) as id from public.activities
      order by previous_id`),
  ).toEqual(
    ['scrape', 'export', 'lost'].map((action, n) => ({
      previous_id: n + 1,
      action,
      kind: 'other',
      summary: '',
      id: 36,
    })),
  );
});

it('can be written to as if it were ours, sign-up by an older trigger included', async () => {
  await client.query(olderTables);
  await migrate(postgres, withSupabase);
  await client.query(`insert into auth.users (id, email) values ('${cid}', 'cid@example.com')`);
  await client.query(`insert into public.activities (user_id, kind) values ('${cid}', 'scrape')`);
  await client.query(`update public.users set smart_formatting = true where id = '${cid}'`);
  expect(await rowsOf(`select name, plan, version::int from public.users where id = '${cid}'`)).toEqual([
    { name: 'new', plan: 'FREE', version: 2 },
  ]);
  await client.query(`delete from public.activities where user_id = '${cid}'`);
  await client.query(`delete from auth.users where id = '${cid}'`);
  expect(await rowsOf(`select 1 from public.users where id = '${cid}'`)).toEqual([]);
});

it('shows nobody more than the own row, whatever older policies say', async () => {
  await client.query(olderTables);
  await migrate(postgres, withSupabase);
  await client.query('begin; set local role authenticated');
  await client.query(`select set_config('request.jwt.claims', '{"sub":"${ann}"}', true)`);
  expect(await rowsOf('select name from public.users')).toEqual([{ name: 'Ann' }]);
  await expect(client.query(`update public.users set plan = 'SCALE'`)).rejects.toThrow('permission denied');
  await client.query('rollback');
});

it('refuses plans that it does not know, by name, and changes nothing', async () => {
  await client.query(`create table public.users (id uuid primary key, plan text);
    insert into public.users values ('${ann}', 'gold'), ('${bob}', 'pro')`);
  await expect(migrate(postgres, withSupabase)).rejects.toThrow(/plans that Gleaner does not know: GOLD/);
  expect(await rowsOf('select plan from public.users order by id')).toEqual([
    { plan: 'gold' },
    { plan: 'pro' },
  ]);
});

it('refuses users without the ids of auth.users in a sentence', async () => {
  await client.query('create table public.users (id bigserial primary key)');
  await expect(migrate(postgres, withSupabase)).rejects.toThrow(
    /must be a uuid, as in auth\.users; it is bigint/,
  );
});
