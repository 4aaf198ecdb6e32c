import { resolve } from 'node:path';
import { findConflicts } from './conflicts.ts';
import type { Environment } from './read-environment.ts';
import { repositoryRoot } from './repository.ts';
import { Dsn, type Settings, Variables } from './variables.ts';

/** The ten megabytes a request's body may hold, also after inflating it. */
const bodyLimitBytes = 10_485_760;

/** Everything that the environment decides, read once, with units in the names. */
export type Config = {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** How browsers reach this server, without a slash at its end: whoever leads people back leads them there. */
    readonly publicUrl: string;
    readonly corsOrigins: readonly string[];
    readonly bodyLimitBytes: number;
    /** How many proxies stand before this server. */
    readonly proxyHops: number;
  };
  /** Requests in a minute: pages and everything else of one user, failed token checks and sign-ins of one address. */
  readonly limitsPerMinute: { readonly scrape: number; readonly api: number; readonly address: number };
  /** Postgres elsewhere, or the one inside this process and its folder. */
  readonly database:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'embedded'; readonly dataDir: string };
  readonly redisUrl: string | null;
  /** The Supabase project that signs people in, or null: we do it ourselves. */
  readonly supabase: {
    /** Without a slash at the end. */
    readonly url: string;
    readonly anonKey: string;
    readonly serviceRoleKey: string;
    /** For projects that still sign with a shared secret (HS256). */
    readonly jwtSecret: string | null;
  } | null;
  /** Whether strangers may make accounts here; with Supabase that is decided there. */
  readonly signups: 'open' | 'closed';
  /** How many processes share the limits. */
  readonly instances: number;
  /** The Stripe account that plans are paid to, or null: nothing is sold here. */
  readonly stripe: {
    readonly secretKey: string;
    readonly webhookSecret: string;
    /** Where Stripe's API is, when it is a stand-in's. */
    readonly apiBase: string | null;
  } | null;
  /** The model that is asked where a page's structure is not enough, or null: none is. */
  readonly model: {
    readonly provider: NonNullable<Settings['MODEL_PROVIDER']>;
    readonly name: string;
    readonly apiKey: string | null;
    /** Where its API is, without a slash at the end; null: where its provider has it. */
    readonly baseUrl: string | null;
    /** How long one answer is waited for. */
    readonly timeoutMs: number;
    /** US dollars for a million tokens, null where nobody told. */
    readonly prices: { readonly input: number; readonly output: number } | null;
  } | null;
  /** Whether this process does the queue's jobs; with `off` that is left to `gleaner worker`. */
  readonly worker: boolean;
  /** For how many days the rows of a page are kept. */
  readonly resultDays: number;
  readonly google: {
    /** For users who connect their accounts. */
    readonly client: { readonly id: string; readonly secret: string } | null;
    /** For spreadsheets that were shared with this server. */
    readonly serviceAccount: { readonly email: string; readonly privateKey: string } | null;
    readonly redirectUri: string;
    /** Stands in for Google in tests. */
    readonly apiBase: string | null;
  };
  /** Keys of 32 bytes that seal what is kept of Google accounts, today's first. */
  readonly sealKeys: readonly Uint8Array[];
  readonly sentryDsn: string | null;
  readonly logLevel: Settings['LOG_LEVEL'];
};

/** Either the configuration or every fault found, each in a sentence that names its variable. */
export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

/** The Sentry address when it can be used: read before the rest, so that faults of the rest are reported. */
export const readSentryDsn = (environment: Environment): string | null =>
  Dsn.safeParse(environment.SENTRY_DSN).data ?? null;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

const toDatabase = ({ DATABASE_URL, GLEANER_DATA_DIR }: Settings): Config['database'] =>
  DATABASE_URL === undefined
    ? // Seen from the root, not from the working directory: the same data wherever the server is started.
      Object.freeze({ kind: 'embedded', dataDir: resolve(repositoryRoot, GLEANER_DATA_DIR) })
    : Object.freeze({ kind: 'postgres', url: DATABASE_URL });

const toSupabase = (settings: Settings): Config['supabase'] => {
  const { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_JWT_SECRET } = settings;
  if (!SUPABASE_URL || !SUPABASE_ANON_KEY || !SUPABASE_SERVICE_ROLE_KEY) return null;
  return Object.freeze({
    url: SUPABASE_URL,
    anonKey: SUPABASE_ANON_KEY,
    serviceRoleKey: SUPABASE_SERVICE_ROLE_KEY,
    jwtSecret: SUPABASE_JWT_SECRET ?? null,
  });
};

const toStripe = (settings: Settings): Config['stripe'] => {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE } = settings;
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET) return null;
  return Object.freeze({
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    apiBase: STRIPE_API_BASE ?? null,
  });
};

const publicUrlOf = ({ PUBLIC_URL, HOST, PORT }: Settings): string =>
  PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;

const toModel = (settings: Settings): Config['model'] => {
  const { MODEL_PROVIDER, MODEL_NAME, MODEL_API_KEY, MODEL_BASE_URL } = settings;
  const { MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output } = settings;
  if (!MODEL_PROVIDER || !MODEL_NAME) return null;
  return Object.freeze({
    provider: MODEL_PROVIDER,
    name: MODEL_NAME,
    apiKey: MODEL_API_KEY ?? null,
    baseUrl: MODEL_BASE_URL ?? null,
    timeoutMs: settings.MODEL_TIMEOUT * 1000,
    prices: input === undefined || output === undefined ? null : Object.freeze({ input, output }),
  });
};

const toGoogle = (settings: Settings): Config['google'] => {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GOOGLE_SERVICE_ACCOUNT_JSON } = settings;
  return Object.freeze({
    client:
      GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET
        ? { id: GOOGLE_CLIENT_ID, secret: GOOGLE_CLIENT_SECRET }
        : null,
    serviceAccount: GOOGLE_SERVICE_ACCOUNT_JSON ?? null,
    redirectUri: `${publicUrlOf(settings)}/api/google/callback`,
    apiBase: settings.GOOGLE_API_BASE ?? null,
  });
};

const toConfig = (settings: Settings, sentryDsn: string | null): Config => {
  const { HOST, PORT, CORS_ORIGINS, REDIS_URL, SIGNUPS, INSTANCES, LOG_LEVEL, TRUST_PROXY } = settings;
  const { LIMIT_SCRAPE_PER_MINUTE, LIMIT_API_PER_MINUTE, LIMIT_IP_PER_MINUTE } = settings;
  return Object.freeze({
    http: Object.freeze({
      host: HOST,
      port: PORT,
      publicUrl: publicUrlOf(settings),
      corsOrigins: CORS_ORIGINS,
      bodyLimitBytes,
      proxyHops: TRUST_PROXY,
    }),
    limitsPerMinute: Object.freeze({
      scrape: LIMIT_SCRAPE_PER_MINUTE,
      api: LIMIT_API_PER_MINUTE,
      address: LIMIT_IP_PER_MINUTE,
    }),
    database: toDatabase(settings),
    redisUrl: REDIS_URL ?? null,
    supabase: toSupabase(settings),
    // Whoever reaches a loopback address sits at this machine already.
    signups: SIGNUPS ?? (isLoopback(HOST) ? 'open' : 'closed'),
    instances: INSTANCES,
    stripe: toStripe(settings),
    model: toModel(settings),
    worker: settings.WORKER === 'on',
    resultDays: settings.RESULT_DAYS,
    google: toGoogle(settings),
    sealKeys: settings.ENCRYPTION_KEY,
    sentryDsn,
    logLevel: LOG_LEVEL,
  });
};

/** Turns the environment into the frozen configuration, or names all that is wrong with it at once. */
export const loadConfig = (environment: Environment): ConfigReading => {
  const read = Variables.extend({ SENTRY_DSN: Dsn }).safeParse(environment);
  const wrong = read.success
    ? []
    : read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const faults = [...wrong, ...findConflicts(environment)];
  if (!read.success || faults.length > 0) return { ok: false, faults };
  return { ok: true, config: toConfig(read.data, read.data.SENTRY_DSN ?? null) };
};

/** All faults as a text for the operator. */
export const describeFaults = (faults: readonly string[]): string =>
  ['Gleaner cannot start with these settings:', ...faults.map((fault) => `  ${fault}`)].join('\n');
