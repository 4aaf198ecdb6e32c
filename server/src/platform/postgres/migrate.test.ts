import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyDataDir } from '../../testing/data-dir.ts';
import { migrate } from './migrate.ts';
import { openEmbeddedPostgres } from './open-embedded.ts';
import type { Postgres } from './postgres.ts';

let postgres: Postgres;
let remove: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await copyDataDir();
  remove = dataDir.remove;
  postgres = await openEmbeddedPostgres({ dataDir: dataDir.path });
});

afterAll(async () => {
  await postgres.close();
  await remove();
});

const makeFolder = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gleaner-migrations-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

it('applies files in order, once, and leaves other files alone', async () => {
  const folder = makeFolder({
    '9002_fill.sql': 'insert into lamps values (1); insert into lamps values (2);',
    '9001_lamps.sql': 'create table lamps (id int primary key);',
    'notes.txt': 'nonsense',
    '9003_fill.sql.bak': 'nonsense',
  });
  expect(await migrate(postgres, { folder, withAuth: false })).toEqual(['9001_lamps.sql', '9002_fill.sql']);
  expect(await migrate(postgres, { folder, withAuth: false })).toEqual([]);
  const { rows } = await sql`select * from lamps`.execute(postgres.db);
  expect(rows).toHaveLength(2);
});

it('leaves nothing of a file that fails half-way', async () => {
  const folder = makeFolder({ '9010_half.sql': 'create table half (id int); select nonsense;' });
  await expect(migrate(postgres, { folder, withAuth: false })).rejects.toThrow('nonsense');
  const { rows } = await sql`select 1 from pg_tables where tablename = 'half'`.execute(postgres.db);
  expect(rows).toHaveLength(0);
});

it('refuses a second opening of the same folder in a sentence', async () => {
  const dataDir = await copyDataDir();
  const first = await openEmbeddedPostgres({ dataDir: dataDir.path });
  await expect(openEmbeddedPostgres({ dataDir: dataDir.path })).rejects.toThrow(/is in use by process \d+/);
  await first.close();
  expect(await first.answers()).toBe(false);
  await dataDir.remove();
});
