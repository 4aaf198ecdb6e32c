/** The process: environment, telemetry, configuration, port, composition; and back again on SIGTERM. */

import { compose } from './compose.ts';
import { describeFaults, loadConfig, readSentryDsn } from './config/load.ts';
import { type Environment, readEnvironment } from './config/read-environment.ts';
import { readVersion } from './config/repository.ts';
import { listen } from './http/listen.ts';
import { createGate } from './http/not-yet.ts';
import { type Closers, createClosers } from './kernel/closers.ts';
import { StartError } from './kernel/start-error.ts';
import { gatherLines } from './platform/telemetry/gather-lines.ts';
import { startTelemetry, type Telemetry } from './platform/telemetry/instrument.ts';
import { createLogger, type Logger } from './platform/telemetry/logger.ts';
import { startBanner } from './start-banner.ts';

// Longer than one page may take, so that whoever is being served is served to the end.
const drainLimitMs = 15_000;
const closerLimitMs = 5_000;

/** The server that answers, or a worker that only does the queue's jobs. */
type Role = 'server' | 'worker';

type Ground = {
  readonly role: Role;
  readonly environment: Environment;
  readonly version: string;
  readonly telemetry: Telemetry;
  readonly closers: Closers;
};
type Running = { readonly logger: Logger; readonly drain: () => Promise<void> };

/**
 * Ends the process by what nobody caught, as it would end by itself; but the runtime would print all that the error says
 * and holds. A rejection that nobody handled comes here too.
 */
const endOnFault = ({ logger, telemetry }: Pick<Running, 'logger'> & Pick<Ground, 'telemetry'>): void => {
  process.once('uncaughtException', (err) => {
    logger.fatal({ err }, '[Server] Ended by an error that nobody caught');
    telemetry.report(err);
    void telemetry.close().finally(() => process.exit(1));
  });
};

const open = async ({ role, environment, version, telemetry, closers }: Ground): Promise<Running> => {
  const reading = loadConfig(environment);
  if (!reading.ok) throw new StartError(describeFaults(reading.faults));
  if (role === 'worker' && reading.config.database.kind === 'embedded') {
    throw new StartError(
      'A worker of its own needs DATABASE_URL: the embedded database serves one process only.',
    );
  }
  const config = role === 'worker' ? { ...reading.config, worker: true } : reading.config;
  const out = gatherLines(process.stdout);
  process.on('exit', out.flush);
  const logger = createLogger({ level: config.logLevel, terminal: process.stdout.isTTY, out });
  endOnFault({ logger, telemetry });
  const parts = { config, version, telemetry, logger, closers };
  if (role === 'worker') {
    await compose(parts);
    logger.info(`[Worker] Gleaner ${version} does the queue's jobs`);
    return { logger, drain: async () => {} };
  }
  // The port comes first, and answers that it is not ready: tables may take minutes to be brought up to date.
  const gate = createGate();
  const { address, drain } = await listen(gate.listener, config.http);
  closers.push('port', () => drain(0));
  const gleaner = await compose(parts);
  gate.open(gleaner.app);
  const { firstKey } = gleaner;
  // What was logged on the way comes first.
  out.flush();
  process.stdout.write(startBanner({ version, address, firstKey, services: await gleaner.services() }));
  return {
    logger,
    drain: async () => {
      gleaner.stopBeingReady();
      await drain(drainLimitMs);
    },
  };
};

// npm passes a signal on that the terminal has sent already: two at once are one.
const sameSignalMs = 1_000;

/** Requests in flight finish, then what was opened is closed backwards. A second signal does not wait for that. */
const stopOnSignal = ({ logger, drain }: Running, closers: Closers): void => {
  let stoppingSinceMs: number | null = null;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stoppingSinceMs !== null) {
      if (performance.now() - stoppingSinceMs > sameSignalMs) process.exit(1);
      return;
    }
    stoppingSinceMs = performance.now();
    logger.info(`[Server] ${signal}: finishing what is in flight`);
    await drain();
    const failed = await closers.closeAll();
    if (failed.length > 0) logger.error({ failed }, '[Server] Not everything closed in time');
    logger.info('[Server] Stopped');
    process.exit(failed.length > 0 ? 1 : 0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

/** Starts the server, or a worker without a port; it runs until a signal ends it. */
export const runServer = async ({ as: role = 'server' }: { readonly as?: Role } = {}): Promise<void> => {
  const closers = createClosers({ limitMs: closerLimitMs });
  const version = readVersion();

  // 1. .env at the root, found whatever the working directory; real variables win
  const environment = readEnvironment();

  // 2. Sentry, so that faults of configuration, migration and connection are reported
  const telemetry = await startTelemetry({ dsn: readSentryDsn(environment), version });
  closers.push('sentry', telemetry.close);

  try {
    // 3. the port, and the parts as compose.ts lists them
    stopOnSignal(await open({ role, environment, version, telemetry, closers }), closers);
  } catch (error) {
    telemetry.report(error);
    await closers.closeAll();
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
};

if (import.meta.main) await runServer();
