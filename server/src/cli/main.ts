/** The command line. Each command's file is loaded when it is asked for, so that help comes at once. */

import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runMain } from 'citty';
import { readVersion } from '../config/repository.ts';

const gleaner = defineCommand({
  meta: { name: 'gleaner', version: readVersion(), description: 'Turns a web page into rows.' },
  subCommands: {
    extract: async () => (await import('./extract.ts')).extractCommand,
    batch: async () => (await import('./batch.ts')).batchCommand,
    start: async () => (await import('./start.ts')).startCommand,
    worker: async () => (await import('./worker.ts')).workerCommand,
    jobs: async () => (await import('./jobs.ts')).jobsCommand,
    doctor: async () => (await import('./doctor.ts')).doctorCommand,
    migrate: async () => (await import('./migrate.ts')).migrateCommand,
    keys: async () => (await import('./keys.ts')).keysCommand,
  },
});

/** The help of a command, in colours on a terminal only. */
const showUsage = async <T extends ArgsDef>(
  command: CommandDef<T>,
  parent?: CommandDef<T>,
): Promise<void> => {
  const text = await renderUsage(command, parent);
  process.stdout.write(`${process.stdout.isTTY ? text : stripVTControlCharacters(text)}\n`);
};

/** Runs the command that the process was started with. */
export const runCli = (): Promise<void> => runMain(gleaner, { showUsage });
