import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '../../../kernel/app-error.ts';
import type { findRows } from '../find-rows.ts';
import type { RowsSource } from '../writing/read-table.ts';
import type { Export } from './export.ts';
import type { ExportsStore } from './exports.store.ts';
import type { WriteExport } from './write-export.ts';

const decompress = promisify(gunzip);
const tellEveryMs = 500;

type Needs<User> = {
  readonly store: Pick<ExportsStore, 'find' | 'readSource' | 'tellProgress' | 'fail'>;
  readonly findRows: ReturnType<typeof findRows>;
  readonly findUser: (userId: string) => Promise<User | null>;
  readonly writeExport: WriteExport<User>;
  readonly clock: { readonly elapsedMs: () => number };
};

/** Tells progress now and then, one statement at a time; the last word is not its own but that of the file. */
const createTeller = ({ store, clock }: Pick<Needs<never>, 'store' | 'clock'>, id: string) => {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let telling: Promise<void> = Promise.resolve();
  return {
    tell: (rows: number): void => {
      if (clock.elapsedMs() - toldAtMs < tellEveryMs) return;
      toldAtMs = clock.elapsedMs();
      telling = telling.then(() => store.tellProgress(id, rows));
      // Heard when the job waits for it.
      telling.catch(() => {});
    },
    finished: () => telling,
  };
};

/**
 * Does the job of one export; doing it twice does no harm. What the user must hear of is written down with the export and
 * is over; any other fault is thrown, so that the queue tries again.
 */
export const runExport =
  <User>(needs: Needs<User>) =>
  async (id: string, isLastAttempt: boolean): Promise<void> => {
    const { store, findRows, findUser, writeExport } = needs;
    const found = await store.find(id);
    if (found === null || found.receipt !== null || found.state === 'failed') return;
    const user = await findUser(found.userId);
    if (user === null) return;
    const teller = createTeller(needs, id);
    try {
      await store.tellProgress(id, 0);
      // Whoever wrote it may have died before it was charged.
      const source = found.state === 'done' ? null : await readRows(found);
      const job = { ...found, user, source, requestId: `export:${id}`, tell: () => {} };
      await writeExport(job, teller.tell);
      await teller.finished();
    } catch (error) {
      const isFinal = error instanceof AppError && error.code !== 'overloaded';
      if (isFinal) await store.fail(id, { code: error.code, detail: error.message });
      else if (isLastAttempt)
        await store.fail(id, { code: 'internal', detail: 'Something went wrong on our side.' });
      if (!isFinal) throw error;
    }

    async function readRows({ userId, activityId, fields }: Export): Promise<RowsSource> {
      if (activityId !== null) return findRows(userId, { activityId, ...(fields ? { fields } : {}) });
      return { bytes: await decompress(await store.readSource(id)), shape: 'rows', fields };
    }
  };
