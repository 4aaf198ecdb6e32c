import type { Clock } from '../../kernel/clock.ts';

/** Keeps from asking who does not answer. */
export type Breaker = {
  /** Whether the next question may be asked; of several that come after a rest only one is. */
  readonly admits: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** A question that ended without telling how the provider is. */
  readonly unknown: () => void;
  readonly isOpen: () => boolean;
};

type Limits = { readonly failures: number; readonly restMs: number };

/** Opens after some failures in a row; after a rest one question tries whether it goes on. */
export const createBreaker = (clock: Pick<Clock, 'elapsedMs'>, { failures, restMs }: Limits): Breaker => {
  let inRow = 0;
  let openedMs = 0;
  let isTrying = false;
  const isOpen = (): boolean => inRow >= failures;
  return {
    isOpen,
    admits: () => {
      if (!isOpen()) return true;
      if (isTrying || clock.elapsedMs() - openedMs < restMs) return false;
      isTrying = true;
      return true;
    },
    succeeded: () => {
      inRow = 0;
      isTrying = false;
    },
    failed: () => {
      inRow += 1;
      openedMs = clock.elapsedMs();
      isTrying = false;
    },
    unknown: () => {
      isTrying = false;
    },
  };
};
