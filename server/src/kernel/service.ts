/** An outside service as it is now: shown at the start and by `/health`. */
export type Service = {
  readonly name: string;
  /** `degraded`: it is away, and we do without for as long; `unavailable`: without it nothing is answered. */
  readonly state: 'connected' | 'embedded' | 'absent' | 'degraded' | 'unavailable';
  /** What its absence costs, in a sentence. */
  readonly costs?: string;
};
