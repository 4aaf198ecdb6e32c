/** A place at work, or none: the line is full, or the caller left it. */
export type Turn<T> = { readonly came: true; readonly result: T } | { readonly came: false };

/** Lets a few work at once, a bounded number wait in order, and turns the rest away. */
export type WaitingLine = {
  readonly take: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<Turn<T>>;
};

type Limits = { readonly places: number; readonly mostWaiting: number };

/**
 * A line in front of the worker pool. The pool has a queue of its own, but does not tell when a task's turn comes,
 * and the deadline must count the reading of a page, not the waiting for others.
 */
export const createWaitingLine = ({ places, mostWaiting }: Limits): WaitingLine => {
  let working = 0;
  const waiting = new Set<(comes: boolean) => void>();

  const wait = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (comes: boolean): void => {
        waiting.delete(settle);
        signal.removeEventListener('abort', leave);
        resolve(comes);
      };
      const leave = (): void => settle(false);
      signal.addEventListener('abort', leave);
      waiting.add(settle);
    });

  return {
    take: async (work, signal) => {
      if (working >= places) {
        if (waiting.size >= mostWaiting || signal.aborted) return { came: false };
        // Whoever finishes hands its place on, so `working` does not change on the way.
        if (!(await wait(signal))) return { came: false };
      } else {
        working += 1;
      }
      try {
        return { came: true, result: await work() };
      } finally {
        const [next] = waiting;
        if (next) next(true);
        else working -= 1;
      }
    },
  };
};
