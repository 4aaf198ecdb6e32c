import { defineCommand } from 'citty';
import { composeKeys } from '../compose.ts';
import type { Config } from '../config/load.ts';
import type { Closers } from '../kernel/closers.ts';
import { DataDirBusyError } from '../kernel/start-error.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';

const answerLimitMs = 5_000;

type Verdict = { readonly good: boolean; readonly line: string };

/** A running server holds the database: then it is the server that is asked. */
const askServer = async ({ http }: Config, busy: DataDirBusyError): Promise<Verdict> => {
  const address = `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${http.port}`;
  try {
    const answer = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(answerLimitMs) });
    await answer.arrayBuffer();
    if (answer.ok) return { good: true, line: `✅ Database is ready (the server is running at ${address})` };
    return { good: false, line: `❌ Database: the server at ${address} says that it is not ready` };
  } catch {
    return { good: false, line: `❌ Database: ${busy.message} No server answers at ${address}.` };
  }
};

const checkDatabase = async (config: Config, closers: Closers): Promise<Verdict> => {
  try {
    const { postgres } = await composeKeys({ config, closers });
    const ready = await postgres.answers();
    return { good: ready, line: ready ? '✅ Database is ready (embedded)' : '❌ Database does not answer' };
  } catch (error) {
    if (error instanceof DataDirBusyError) return askServer(config, error);
    const why = error instanceof Error ? error.message : String(error);
    return { good: false, line: `❌ Database: ${why}` };
  }
};

const checkSentry = async ({ sentryDsn }: Config): Promise<Verdict> => {
  if (sentryDsn === null)
    return { good: true, line: '➖ Sentry is not configured: faults are only in the log' };
  const { origin } = new URL(sentryDsn);
  try {
    await fetch(origin, { method: 'HEAD', signal: AbortSignal.timeout(answerLimitMs) });
    return { good: true, line: '✅ Sentry is configured' };
  } catch {
    return { good: false, line: `❌ Sentry: ${origin} does not answer` };
  }
};

/** `gleaner doctor` */
export const doctorCommand = defineCommand({
  meta: { name: 'doctor', description: 'Checks the settings and each service for real.' },
  run: ({ rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      const config = readSettings();
      process.stdout.write('✅ Settings are valid\n');
      for (const check of [checkDatabase, checkSentry]) {
        const { good, line } = await check(config, closers);
        process.stdout.write(`${line}\n`);
        if (!good) process.exitCode = 1;
      }
    }),
});
