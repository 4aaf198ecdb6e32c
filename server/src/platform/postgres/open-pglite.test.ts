import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPglite } from './open-pglite.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'gleaner-test-')), 'postgres');
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true });
});

const lampsIn = async (): Promise<unknown> => {
  const pglite = await openPglite(folder);
  await pglite.exec('create table if not exists lamps (id int primary key); insert into lamps values (1)');
  const { rows } = await pglite.query('select id from lamps');
  await pglite.close();
  return rows;
};

it('begins anew where a process died while it filled the folder', async () => {
  await mkdir(join(folder, 'base'), { recursive: true });
  await writeFile(join(folder, 'PG_VERSION'), await readFile(new URL('./open-pglite.ts', import.meta.url)));
  await writeFile(`${folder}.unfinished`, '');
  expect(await lampsIn()).toEqual([{ id: 1 }]);
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
});

it('keeps what a finished folder holds', async () => {
  await lampsIn();
  await expect(lampsIn()).rejects.toThrow(/duplicate key/);
});
