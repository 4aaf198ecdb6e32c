import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { StartError } from '../../kernel/start-error.ts';
import type { Postgres } from './postgres.ts';

const Applied = z.array(z.object({ name: z.string() }));
// Names go into SQL as they are, so their form is checked; it also keeps notes and backups out.
const migrationName = /^\d{4}_[a-z0-9_]+\.sql$/;
// Any number that nobody else locks: servers that start at once migrate one after the other.
const migrationLock = 4_000_417;

/** Where the files are, and whether this database has to play Supabase's part too. */
export type Migrations = {
  readonly folder: string;
  /** Whether the files of `embedded/` belong to it: roles and the schema `auth`, which Supabase brings along. */
  readonly withAuth: boolean;
};

const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => migrationName.test(name)) : [];

const numberOf = (name: string): string => name.replace('embedded/', '').slice(0, 4);

/** By number; of one number what stands for Supabase comes first, since the others build on it. */
const listFiles = ({ folder, withAuth }: Migrations): readonly string[] => {
  const embedded = withAuth ? namesIn(join(folder, 'embedded')).map((name) => `embedded/${name}`) : [];
  const own = [...namesIn(folder)].sort();
  return [...embedded.sort(), ...own].sort((a, b) => numberOf(a).localeCompare(numberOf(b)));
};

/** The files that this database has not seen yet. Asking changes nothing. */
export const pendingMigrations = async (
  postgres: Postgres,
  migrations: Migrations,
): Promise<readonly string[]> => {
  const files = listFiles(migrations);
  const { rows } = await sql`select to_regclass('public.migrations') is not null as there`.execute(
    postgres.db,
  );
  if (!z.array(z.object({ there: z.boolean() })).parse(rows)[0]?.there) return files;
  const applied = await sql`select name from public.migrations`.execute(postgres.db);
  const names = new Set(Applied.parse(applied.rows).map(({ name }) => name));
  return files.filter((name) => !names.has(name));
};

const applyFile = async (postgres: Postgres, folder: string, name: string): Promise<boolean> => {
  let isNew = false;
  await postgres.transaction(async ({ exec }) => {
    // Another process may have applied it while this one waited for the lock.
    const applied = await exec(`
      select pg_advisory_xact_lock(${migrationLock});
      create table if not exists public.migrations (name text primary key, applied_at timestamptz not null default now());
      select name from public.migrations where name = '${name}';`);
    if (Applied.parse(applied).length > 0) return;
    await exec(readFileSync(join(folder, name), 'utf8'));
    await exec(`insert into public.migrations (name) values ('${name}');`);
    isNew = true;
  });
  return isNew;
};

/**
 * Applies the numbered SQL files that have not been applied, each in a transaction of its own. Files may be applied by
 * other means too (`supabase db push`), so each of them is safe to run twice.
 * @returns the names of those applied now.
 * @throws {StartError} naming the file that failed and why; nothing of that file stays.
 */
export const migrate = async (postgres: Postgres, migrations: Migrations): Promise<readonly string[]> => {
  const appliedNow: string[] = [];
  for (const name of await pendingMigrations(postgres, migrations)) {
    try {
      if (await applyFile(postgres, migrations.folder, name)) appliedNow.push(name);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new StartError(`The migration ${name} failed and was taken back: ${why}`, { cause });
    }
  }
  return appliedNow;
};
