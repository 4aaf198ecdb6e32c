import { resolve } from 'node:path';
import { z } from 'zod';
import type { Environment } from './read-environment.ts';
import { repositoryRoot } from './repository.ts';
import { findUnbuilt } from './unbuilt.ts';

/** The ten megabytes a request's body may hold, also after inflating it. */
const bodyLimitBytes = 10_485_760;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

// A scheme is not only http: browser extensions have origins of their own (chrome-extension://…).
const Origin = z
  .string()
  .regex(/^(\*|[a-z][a-z0-9+.-]*:\/\/[^/\s]+)$/, 'is not an origin such as https://example.com');

const Variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be 0 to 65535')
    .max(65_535, 'must be 0 to 65535')
    .default(4000),
  GLEANER_DATA_DIR: z.string().default('.data'),
  CORS_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .pipe(z.array(Origin))
    .default([]),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

const Dsn = z
  .string()
  .regex(/^https?:\/\/[^@/\s]+@[^@/\s]+\/\S+$/, 'must look like https://KEY@HOST/PROJECT')
  .optional();

/** Everything that the environment decides, read once, with units in the names. */
export type Config = {
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly corsOrigins: readonly string[];
    readonly bodyLimitBytes: number;
  };
  readonly dataDir: string;
  readonly sentryDsn: string | null;
  readonly logLevel: (typeof logLevels)[number];
};

/** Either the configuration or every fault found, each in a sentence that names its variable. */
export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

/** The Sentry address when it can be used: read before the rest, so that faults of the rest are reported. */
export const readSentryDsn = (environment: Environment): string | null =>
  Dsn.safeParse(environment.SENTRY_DSN).data ?? null;

/** Turns the environment into the frozen configuration, or names all that is wrong with it at once. */
export const loadConfig = (environment: Environment): ConfigReading => {
  const read = Variables.extend({ SENTRY_DSN: Dsn }).safeParse(environment);
  const wrong = read.success
    ? []
    : read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const faults = [...wrong, ...findUnbuilt(environment)];
  if (!read.success || faults.length > 0) return { ok: false, faults };
  const { HOST, PORT, CORS_ORIGINS, GLEANER_DATA_DIR, SENTRY_DSN, LOG_LEVEL } = read.data;
  return {
    ok: true,
    config: Object.freeze({
      http: Object.freeze({ host: HOST, port: PORT, corsOrigins: CORS_ORIGINS, bodyLimitBytes }),
      // Seen from the root, not from the working directory: the same data wherever the server is started.
      dataDir: resolve(repositoryRoot, GLEANER_DATA_DIR),
      sentryDsn: SENTRY_DSN ?? null,
      logLevel: LOG_LEVEL,
    }),
  };
};

/** All faults as a text for the operator. */
export const describeFaults = (faults: readonly string[]): string =>
  ['Gleaner cannot start with these settings:', ...faults.map((fault) => `  ${fault}`)].join('\n');
