import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readEnvironment } from '../config/read-environment.ts';

const mayRun = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a program of the machine is; null when it has none of that name. */
export const findProgram = (name: string): string | null =>
  (readEnvironment().PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(mayRun) ?? null;
