/** How each outside service is asked how it is, and what its absence costs: for `/health`, the metrics and the start. */

import type { Config } from './config/load.ts';
import { askSupabaseHealth } from './features/auth/index.ts';
import type { Models } from './features/models/index.ts';
import type { ServiceCheck } from './kernel/service-checks.ts';
import type { Postgres } from './platform/postgres/postgres.ts';
import type { Queue } from './platform/queue/queue.ts';
import type { Redis } from './platform/redis/redis.ts';
import type { Telemetry } from './platform/telemetry/instrument.ts';

/** Supabase may be a continent away. */
const supabaseLimitMs = 2_000;
const embeddedLimitMs = 2_000;

const checkDatabase = ({ kind, answers }: Postgres): ServiceCheck => ({
  name: 'database',
  // Inside this process a question waits its turn behind others, and that is no fault.
  ...(kind === 'embedded' ? { limitMs: embeddedLimitMs } : {}),
  ask: async () => ((await answers()) ? (kind === 'postgres' ? 'ok' : 'embedded') : 'down'),
  costs: { embedded: 'one instance only', down: 'nothing is answered' },
});

const checkRedis = ({ state }: Pick<Redis, 'state'>): ServiceCheck => ({
  name: 'redis',
  ask: state,
  costs: {
    down: 'until it is back, profiles come from the database and each instance counts for itself',
    absent: 'each instance keeps profiles and counts requests for itself',
  },
});

const checkSupabase = (supabase: Config['supabase']): ServiceCheck => ({
  name: 'supabase',
  ask: supabase === null ? () => 'absent' : askSupabaseHealth(supabase),
  limitMs: supabaseLimitMs,
  costs: {
    absent: 'people sign in here, by e-mail and password',
    down: 'nobody can sign in; who has is served',
  },
});

const checkBilling = (isConfigured: boolean): ServiceCheck => ({
  name: 'billing',
  ask: () => (isConfigured ? 'ok' : 'absent'),
  costs: { absent: 'plans are what operators say: gleaner users set-plan' },
});

const checkModel = ({ state }: Pick<Models, 'state'>): ServiceCheck => ({
  name: 'model',
  ask: state,
  costs: {
    absent: 'pages are read by their structure alone',
    down: 'it is not asked for a while: pages are read by their structure alone',
  },
});

const checkQueue = (countJobs: Queue['counts']): ServiceCheck => ({
  name: 'queue',
  ask: async () => ((await countJobs()).dead === 0 ? 'ok' : 'degraded'),
  costs: { degraded: 'jobs failed for good: see gleaner jobs', down: 'jobs wait' },
});

const checkGoogle = ({ client, serviceAccount }: Config['google']): ServiceCheck => ({
  name: 'google',
  ask: () => (client || serviceAccount ? 'ok' : 'absent'),
  costs: { absent: 'rows reach Google Sheets only with a token that is sent along' },
});

const checkSentry = ({ connected }: Pick<Telemetry, 'connected'>): ServiceCheck => ({
  name: 'sentry',
  ask: () => (connected ? 'ok' : 'absent'),
  costs: { absent: 'faults are only in the log' },
});

type Parts = {
  readonly config: Config;
  readonly postgres: Postgres;
  readonly redis: Pick<Redis, 'state'>;
  readonly countJobs: Queue['counts'];
  readonly models: Pick<Models, 'state'>;
  readonly telemetry: Pick<Telemetry, 'connected'>;
};

/** One check a service, in the order in which they are shown. */
export const serviceChecks = (parts: Parts): readonly ServiceCheck[] => [
  checkDatabase(parts.postgres),
  checkRedis(parts.redis),
  checkSupabase(parts.config.supabase),
  checkBilling(parts.config.stripe !== null),
  checkModel(parts.models),
  checkQueue(parts.countJobs),
  checkGoogle(parts.config.google),
  checkSentry(parts.telemetry),
];
