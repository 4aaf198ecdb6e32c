import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/postgres/postgres.ts';
import type { AskedRows, findRows } from '../find-rows.ts';
import type { RowsSource } from '../writing/read-table.ts';
import type { WritingPool } from '../writing/writing-pool.ts';
import type { FileForm } from '../writing/writing-task.ts';
import type { ExportsStore } from './exports.store.ts';
import type { WriteExport } from './write-export.ts';

const compress = promisify(gzip);
const keptMs = 24 * 60 * 60 * 1000;
/** From so many rows on an export is a job. */
const rowsOfAJob = 5_000;

type Needs<User> = {
  readonly store: Pick<ExportsStore, 'add'>;
  readonly writing: Pick<WritingPool, 'findColumns'>;
  readonly findRows: ReturnType<typeof findRows>;
  readonly writeExport: WriteExport<User>;
  /** Puts the job into the queue, in the transaction that keeps the export. */
  readonly enqueue: (trx: Db, exportId: string) => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** What is asked for by whom. */
type Asked<User> = {
  readonly userId: string;
  readonly user: User;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly rows: AskedRows;
  readonly form: FileForm;
  readonly fileName: string;
  readonly asJob: boolean;
};

/** Makes an export: at once when it is small, else as a job. @returns its id, and whether its file is there. */
export const makeExport =
  <User>({ store, writing, findRows, writeExport, enqueue, clock, ids }: Needs<User>) =>
  async (asked: Asked<User>): Promise<{ readonly id: string; readonly isDone: boolean }> => {
    const { userId, form, fileName, rows: from } = asked;
    const source: RowsSource = await findRows(userId, from);
    const { rows: rowCount } = await writing.findColumns(source, form.format);
    const id = ids.next();
    const createdAt = clock.now();
    const kept = {
      ...{ id, userId, form, fileName, rowCount, createdAt, fields: source.fields },
      activityId: from.activityId ?? null,
      expiresAt: new Date(createdAt.getTime() + keptMs),
    };
    const isJob = asked.asJob || rowCount >= rowsOfAJob;
    if (isJob) {
      const sentAlong = from.rows === undefined ? null : await compress(source.bytes);
      await store.add(kept, sentAlong, (trx) => enqueue(trx, id));
      return { id, isDone: false };
    }
    await writeExport({ ...asked, id, activityId: kept.activityId, source, rowCount }, () =>
      store.add(kept, null, async () => {}),
    );
    return { id, isDone: true };
  };
