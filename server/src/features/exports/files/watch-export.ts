import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Export } from './export.ts';
import type { ExportsStore } from './exports.store.ts';

const lookEveryMs = 250;
const longestMs = 10 * 60 * 1000;

type Needs = { readonly store: Pick<ExportsStore, 'find'>; readonly clock: Clock };

/**
 * Finds one's own export.
 * @throws {AppError} `not_found`, also for somebody else's, and `expired` for one that is kept no longer.
 */
export const findExport =
  ({ store, clock }: Needs) =>
  async (userId: string, id: string): Promise<Export> => {
    const found = await store.find(id);
    if (found === null || found.userId !== userId)
      throw new AppError('not_found', 'You have no such export.');
    if (found.expiresAt <= clock.now()) {
      throw new AppError('expired', 'An export is kept for 24 hours, and this one is older: make it again.');
    }
    return found;
  };

const isOver = ({ state }: Export): boolean => state === 'done' || state === 'failed';

/** Every change of an export until it is over. The database is looked at: another instance may be doing the work. */
export const watchExport = ({ store, clock }: Needs) =>
  async function* watch(first: Export, signal: AbortSignal): AsyncGenerator<Export> {
    yield first;
    const beganMs = clock.elapsedMs();
    for (let last = first; !isOver(last) && clock.elapsedMs() - beganMs < longestMs; ) {
      await wait(lookEveryMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const now = await store.find(first.id);
      if (now === null) return;
      if (now.state !== last.state || now.rowsWritten !== last.rowsWritten) yield now;
      last = now;
    }
  };
