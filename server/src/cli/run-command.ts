import { AppError } from '../kernel/app-error.ts';
import { type Closers, createClosers } from '../kernel/closers.ts';
import { StartError } from '../kernel/start-error.ts';
import { UsageError } from './usage-error.ts';

const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof StartError || error instanceof AppError;

/** Whoever reads our output may stop early, as `head` does: that is their right and no fault. */
const allowClosedPipe = (): void => {
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0);
    throw error;
  });
};

/** Names options that the command does not have: a misspelt one must not be ignored in silence. */
const refuseUnknown = (rawArgs: readonly string[], known: readonly string[]): void => {
  const end = rawArgs.indexOf('--');
  for (const arg of end < 0 ? rawArgs : rawArgs.slice(0, end)) {
    const name = /^--?([A-Za-z][\w-]*)/.exec(arg)?.[1];
    if (name !== undefined && !known.includes(name))
      throw new UsageError(`There is no option ${arg.split('=')[0]}.`);
  }
};

type Command = { readonly rawArgs: readonly string[]; readonly options: readonly string[] };

/** Runs a command's work: what it opened is closed, and what went wrong as can happen is told in a sentence. */
export const runCommand = async (
  { rawArgs, options }: Command,
  work: (closers: Closers) => Promise<void>,
): Promise<void> => {
  allowClosedPipe();
  const closers = createClosers({ limitMs: 5_000 });
  try {
    refuseUnknown(rawArgs, options);
    await work(closers);
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await closers.closeAll();
  }
};
