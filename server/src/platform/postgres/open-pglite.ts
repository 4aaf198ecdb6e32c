import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Of the first opening only: what is in the folder while this is beside it is half of a database, and holds nothing. */
const unfinishedOf = (folder: string): string => `${folder}.unfinished`;

const fill = async (folder: string): Promise<PGlite> => {
  await mkdir(dirname(folder), { recursive: true });
  await writeFile(unfinishedOf(folder), '');
  await rm(folder, { recursive: true, force: true });
  // An empty database that is unpacked: to let Postgres' initdb make one takes more than twice as long.
  const { dataDir } = await import('@electric-sql/pglite-prepopulatedfs');
  const pglite = await PGlite.create(folder, { loadDataDir: await dataDir() });
  await rm(unfinishedOf(folder));
  return pglite;
};

/** Opens PGlite on a folder, which is filled when it is new, or when a process died while it filled it. */
export const openPglite = (folder: string): Promise<PGlite> =>
  existsSync(join(folder, 'PG_VERSION')) && !existsSync(unfinishedOf(folder))
    ? PGlite.create(folder)
    : fill(folder);
