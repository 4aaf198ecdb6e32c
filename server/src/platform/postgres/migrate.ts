import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Postgres } from './open-embedded.ts';

const Applied = z.array(z.object({ name: z.string() }));
// Names go into SQL as they are, so their form is checked; it also keeps notes and backups out.
const migrationName = /^\d{4}_[a-z0-9_]+\.sql$/;
// Any number that nobody else locks: two servers that start at once migrate one after the other.
const migrationLock = 4_000_417;

/**
 * Applies the numbered SQL files that have not been applied, each in a transaction of its own.
 * @returns the names of those applied now.
 */
export const migrate = async (postgres: Postgres, folder: string): Promise<readonly string[]> => {
  const names = readdirSync(folder).filter((name) => migrationName.test(name));
  const appliedNow: string[] = [];
  for (const name of names.sort()) {
    await postgres.transaction(async ({ exec }) => {
      const applied = await exec(`
        select pg_advisory_xact_lock(${migrationLock});
        create table if not exists public.migrations (name text primary key, applied_at timestamptz not null default now());
        select name from public.migrations where name = '${name}';`);
      if (Applied.parse(applied).length > 0) return;
      await exec(readFileSync(join(folder, name), 'utf8'));
      await exec(`insert into public.migrations (name) values ('${name}');`);
      appliedNow.push(name);
    });
  }
  return appliedNow;
};
