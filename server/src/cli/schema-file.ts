import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** Reads a JSON Schema from a file, as JSON and no further. */
export const readSchemaFile = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${path} cannot be read as JSON: ${why}`, { cause });
  }
};
