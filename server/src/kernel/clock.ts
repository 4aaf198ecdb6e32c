/** The time, handed in so that tests can set it. */
export type Clock = {
  /** The date and time of day. */
  readonly now: () => Date;
  /** Milliseconds since some fixed moment, never running backwards: for durations. */
  readonly elapsedMs: () => number;
};

/** The machine's own clock. */
export const systemClock = (): Clock => ({ now: () => new Date(), elapsedMs: () => performance.now() });
