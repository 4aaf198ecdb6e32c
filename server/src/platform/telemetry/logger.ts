import { type DestinationStream, type Logger, pino } from 'pino';
import { z } from 'zod';
import type { Lines } from './gather-lines.ts';
import { toLoggedError } from './logged-error.ts';

export type { Logger };

type Needs = {
  readonly level: string;
  /** A terminal gets `[info]: …` for a reader, anything else gets JSON for a collector. */
  readonly terminal: boolean;
  readonly out: Lines;
};

const LogLine = z.looseObject({
  level: z.string(),
  msg: z.string().default(''),
  err: z.looseObject({ stack: z.string() }).optional(),
});
const unprinted = ['level', 'msg', 'time', 'err'];

const toTerminalLine = (json: string): string => {
  const line = LogLine.parse(JSON.parse(json));
  const rest = Object.entries(line).filter(([name]) => !unprinted.includes(name));
  const facts = rest.map(
    ([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `[${line.level}]: ${line.msg}${facts.join('')}\n${line.err ? `${line.err.stack}\n` : ''}`;
};

/** The process's one logger. Bodies, keys and tokens never go into it, nor what an error says. */
export const createLogger = ({ level, terminal, out }: Needs): Logger => {
  const destination: DestinationStream = {
    write: (json) => void out.write(terminal ? toTerminalLine(json) : json),
  };
  return pino(
    {
      level,
      base: null,
      serializers: { err: toLoggedError },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
};
