/** An outside service as it is now: shown at the start and by `/health`. */
export type Service = {
  readonly name: string;
  readonly state: 'connected' | 'embedded' | 'absent' | 'unavailable';
  /** What its absence costs, in a sentence. */
  readonly costs?: string;
};
