import { type Count, type Window, windowSeconds } from './count.ts';

/** How a request stands that was counted. */
export type Standing = {
  readonly passed: boolean;
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly resetMs: number;
};

/** What judging depends on besides the count. */
export type Terms = {
  readonly quota: number;
  readonly instances: number;
  /** Redis has lost what it had counted: for a window its count alone would allow everything once more. */
  readonly hasForgotten: boolean;
};

const standIn = ({ used, resetMs }: Window, most: number, quota: number): Standing => ({
  passed: used <= most,
  remaining: Math.max(0, most - used),
  ...{ quota, windowSeconds, resetMs },
});

/**
 * The policy for Redis being away, by name "share": each instance allows its part of the quota, rounded up, of what it
 * has itself counted in this window, before the fault too. So all of them together allow at most the quota once more,
 * however often Redis comes and goes, and nobody is let in without limit or refused because of the fault alone.
 */
export const judgeCount = ({ shared, own }: Count, { quota, instances, hasForgotten }: Terms): Standing => {
  if (shared !== null && !hasForgotten) return standIn(shared, quota, quota);
  const share = standIn(own, Math.ceil(quota / instances), quota);
  if (shared === null) return share;
  const all = standIn(shared, quota, quota);
  return all.remaining < share.remaining || !all.passed ? all : share;
};
