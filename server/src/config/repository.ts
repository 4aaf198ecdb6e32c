import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The repository's root: found from this file, so that it does not depend on the working directory. */
export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** The version in the root's package.json. */
export const readVersion = (): string => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
};
