import { openDatabase } from '../platform/postgres/open-database.ts';
import { copyDataDir } from './data-dir.ts';
import { createTestDatabase } from './test-services.ts';

/** A database of the test's own: on a real Postgres, or embedded. */
export const openTestDatabase = async (kind: 'embedded' | 'postgres') => {
  if (kind === 'postgres') {
    const { url, drop } = await createTestDatabase();
    return { postgres: await openDatabase({ kind, url }), url, remove: drop };
  }
  const { path: dataDir, remove } = await copyDataDir();
  return { postgres: await openDatabase({ kind, dataDir }), url: null, remove };
};
