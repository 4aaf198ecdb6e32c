import request from 'supertest';
import { compose } from '../compose.ts';
import { loadConfig } from '../config/load.ts';
import type { Environment } from '../config/read-environment.ts';
import { createClosers } from '../kernel/closers.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { copyDataDir } from './data-dir.ts';

/** The whole server as compose.ts makes it, on a database of its own, with what it logged and reported at hand. */
export const openServer = async (environment: Environment = {}) => {
  const dataDir = await copyDataDir();
  const reading = loadConfig({
    ...(environment.DATABASE_URL ? {} : { GLEANER_DATA_DIR: dataDir.path }),
    ...environment,
  });
  if (!reading.ok) throw new Error(reading.faults.join('\n'));
  const closers = createClosers({ limitMs: 10_000 });
  const logged: string[] = [];
  const reported: unknown[] = [];
  const gleaner = await compose({
    config: reading.config,
    version: '1.2.3',
    telemetry: { connected: false, report: (error) => reported.push(error), close: async () => {} },
    logger: createLogger({ level: 'info', terminal: false, out: { write: (line) => logged.push(line) } }),
    closers,
  });
  return {
    ...gleaner,
    logged,
    reported,
    key: gleaner.firstKey ?? '',
    http: request(gleaner.app),
    close: async () => {
      await closers.closeAll();
      await dataDir.remove();
    },
  };
};
