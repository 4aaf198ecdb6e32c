import { composeDatabase } from '../compose-parts.ts';
import type { Config } from '../config/load.ts';
import { createClosers } from '../kernel/closers.ts';
import { DataDirBusyError } from '../kernel/start-error.ts';
import { pendingMigrations } from '../platform/postgres/migrate.ts';
import { answerLimitMs, type Verdict } from './check-services.ts';

const closeLimitMs = 5_000;

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

/** Opens the database, changes nothing in it, and closes it again. */
export const checkDatabase = async (config: Config): Promise<Verdict> => {
  const closers = createClosers({ limitMs: closeLimitMs });
  try {
    const { postgres, migrations } = await composeDatabase({ config, closers });
    const { length } = await pendingMigrations(postgres, migrations);
    const where = config.database.kind === 'postgres' ? new URL(config.database.url).host : 'embedded';
    const rest = length > 0 ? `, ${length} migrations will be applied at the next start` : '';
    return { good: true, line: `✅ Database is ready (${where}${rest})` };
  } catch (error) {
    if (error instanceof DataDirBusyError) return await askServer(config, error);
    return { good: false, line: `❌ Database: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await closers.closeAll();
  }
};
