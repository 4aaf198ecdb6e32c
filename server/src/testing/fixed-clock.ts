import type { Clock } from '../kernel/clock.ts';

/** A clock that stands still until it is moved on. */
export type FixedClock = Clock & { readonly advance: (ms: number) => void };

/** Starts at the given time. */
export const fixedClock = (start: string): FixedClock => {
  const startMs = Date.parse(start);
  let passedMs = 0;
  return {
    now: () => new Date(startMs + passedMs),
    elapsedMs: () => passedMs,
    advance: (ms) => {
      passedMs += ms;
    },
  };
};
