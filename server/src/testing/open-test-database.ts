import { openDatabase } from '../platform/postgres/open-database.ts';
import type { Postgres } from '../platform/postgres/postgres.ts';
import { copyDataDir } from './data-dir.ts';
import { createTestDatabase } from './test-services.ts';

/** A migrated database of the test's own, of either kind. `url` is null where there is no server. */
export const openTestDatabase = async (kind: Postgres['kind']) => {
  if (kind === 'postgres') {
    const { url, drop } = await createTestDatabase();
    return { postgres: await openDatabase({ kind, url }), url, remove: drop };
  }
  const { path: dataDir, remove } = await copyDataDir();
  return { postgres: await openDatabase({ kind, dataDir }), url: null, remove };
};
