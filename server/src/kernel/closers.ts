import { setTimeout as wait } from 'node:timers/promises';

/** What was opened and must be closed again, in the order of opening. */
export type Closers = {
  readonly push: (name: string, close: () => Promise<unknown>) => void;
  /** Closes backwards, each within the limit, and returns the names of those that failed or took too long. */
  readonly closeAll: () => Promise<readonly string[]>;
};

/** Whoever opens something pushes its closing on the next line. */
export const createClosers = ({ limitMs }: { readonly limitMs: number }): Closers => {
  const open: { name: string; close: () => Promise<unknown> }[] = [];

  const closeOne = async (close: () => Promise<unknown>): Promise<boolean> => {
    const timer = new AbortController();
    const late = wait(limitMs, false, { signal: timer.signal, ref: false }).catch(() => false);
    const closed = close().then(
      () => true,
      () => false,
    );
    const inTime = await Promise.race([closed, late]);
    timer.abort();
    return inTime;
  };

  return {
    push: (name, close) => {
      open.push({ name, close });
    },
    closeAll: async () => {
      const failed: string[] = [];
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        if (!(await closeOne(last.close))) failed.push(last.name);
      }
      return failed;
    },
  };
};
