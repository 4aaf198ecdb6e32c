/** An outside service that this server uses, or does without. */
export type ServiceName =
  | 'database'
  | 'redis'
  | 'supabase'
  | 'billing'
  | 'model'
  | 'queue'
  | 'google'
  | 'sentry';

/**
 * `absent`: not configured, and that is no fault; `embedded`: inside this process; `degraded`: it works, and
 * somebody must look after it; `down`: it should answer and does not.
 */
export type ServiceState = 'ok' | 'embedded' | 'absent' | 'degraded' | 'down';

/** A service as it is now: shown at the start and by `/health`. */
export type Service = {
  readonly name: ServiceName;
  readonly state: ServiceState;
  /** What this state costs, in a sentence. */
  readonly costs?: string;
};

/** Without the database nothing can be answered; without any other service we do without. */
export const isServing = (services: readonly Service[]): boolean =>
  services.every(({ name, state }) => name !== 'database' || state !== 'down');
