import type { Clock } from '../../kernel/clock.ts';

/** How long one look into the outbox backs what Redis says. */
export const leaseMs = 800;

/** Whether this instance may believe Redis. */
export type Lease = {
  readonly isHeld: () => boolean;
  /** All changes that were committed before this moment have reached Redis. */
  readonly renew: (backedAtMs: number) => void;
  /** Nothing that was known before now counts any longer. */
  readonly giveUp: () => void;
};

/**
 * Belief that runs out by itself. A writer that cannot reach Redis need not reach the other instances either: it waits
 * until every lease from before its commit has run out. Durations only, so clocks need not agree.
 */
export const createLease = (clock: Pick<Clock, 'elapsedMs'>): Lease => {
  let backedAtMs = Number.NEGATIVE_INFINITY;
  let givenUpAtMs = Number.NEGATIVE_INFINITY;
  return {
    isHeld: () => clock.elapsedMs() - backedAtMs < leaseMs,
    renew: (atMs) => {
      if (atMs > givenUpAtMs) backedAtMs = Math.max(backedAtMs, atMs);
    },
    giveUp: () => {
      givenUpAtMs = clock.elapsedMs();
      backedAtMs = Number.NEGATIVE_INFINITY;
    },
  };
};
