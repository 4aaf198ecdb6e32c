import { type Config, describeFaults, loadConfig } from '../config/load.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { StartError } from '../kernel/start-error.ts';

/** The same settings that the server would start with. */
export const readSettings = (): Config => {
  const reading = loadConfig(readEnvironment());
  if (!reading.ok) throw new StartError(describeFaults(reading.faults));
  return reading.config;
};
