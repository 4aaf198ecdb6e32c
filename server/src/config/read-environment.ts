import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { repositoryRoot } from './repository.ts';

/** Names and values as they were set; a variable set to nothing counts as not set. */
export type Environment = Readonly<Record<string, string>>;

const readEnvFile = (folder: string): NodeJS.Dict<string> => {
  try {
    return parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw new Error('The file .env is there but cannot be read.', { cause });
  }
};

/**
 * Reads `.env` at the repository's root and the process's own variables, which win.
 * This is the only place that reads the environment.
 */
export const readEnvironment = (folder: string = repositoryRoot): Environment => {
  const all = { ...readEnvFile(folder), ...process.env };
  const set = Object.entries(all).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : []));
  return Object.freeze(Object.fromEntries(set));
};
