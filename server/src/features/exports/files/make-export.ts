import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Transaction } from 'kysely';
import type { Call } from '../../../http/declaration.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { AskedRows, findRows } from '../find-rows.ts';
import { checkSameRequest, keyInUse } from '../same-request.ts';
import type { RowsSource } from '../writing/read-table.ts';
import type { WritingPool } from '../writing/writing-pool.ts';
import type { FileForm } from '../writing/writing-task.ts';
import type { Export } from './export.ts';
import type { ExportsStore } from './exports.store.ts';
import type { WriteExport } from './write-export.ts';

const compress = promisify(gzip);
const keptMs = 24 * 60 * 60 * 1000;
/** From so many rows on an export is a job. */
const rowsOfAJob = 5_000;

type Needs<User> = {
  readonly store: Pick<ExportsStore, 'add' | 'findByKey' | 'remove'>;
  readonly writing: Pick<WritingPool, 'findColumns'>;
  readonly findRows: ReturnType<typeof findRows>;
  readonly writeExport: WriteExport<User>;
  /** Puts the job into the queue, in the transaction that keeps the export. */
  readonly enqueue: (trx: Transaction<unknown>, exportId: string) => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** What is asked for by whom. */
type Asked<User> = Pick<Call, 'requestId' | 'idempotency' | 'tell' | 'tellReplay'> & {
  readonly userId: string;
  readonly user: User;
  readonly rows: AskedRows;
  readonly form: FileForm;
  readonly fileName: string;
  readonly asJob: boolean;
};

/** An export that was begun, and whether its file is there. */
type Begun = { readonly id: string; readonly isDone: boolean };

/** What the same request did before; null when it is the first, or its process died over it. */
const findEarlier = async <User>(
  { store, clock }: Needs<User>,
  asked: Asked<User>,
): Promise<Begun | null> => {
  const { userId, idempotency, tellReplay } = asked;
  const earlier = idempotency && (await store.findByKey(userId, idempotency.keyHash, clock.now()));
  if (!earlier) return null;
  checkSameRequest(earlier.idempotency, idempotency);
  if (!earlier.isJob && earlier.state !== 'done') {
    await store.remove(earlier.id);
    return null;
  }
  tellReplay();
  return { id: earlier.id, isDone: !earlier.isJob };
};

const makeAtOnce = async <User>(
  { store, writeExport }: Needs<User>,
  asked: Asked<User>,
  { kept, source }: { readonly kept: NewExport; readonly source: RowsSource },
): Promise<void> => {
  if (!(await store.add(kept, null, async () => {}))) throw keyInUse();
  try {
    await writeExport({ ...asked, ...kept, source });
  } catch (error) {
    // What was not paid for, or failed, is not there.
    await store.remove(kept.id);
    throw error;
  }
};

type NewExport = Parameters<ExportsStore['add']>[0];

/** Makes an export: at once when it is small, else as a job. Sent again under its key it is the same one. */
export const makeExport =
  <User>(needs: Needs<User>) =>
  async (asked: Asked<User>): Promise<Begun> => {
    const { store, writing, findRows, enqueue, clock, ids } = needs;
    const { userId, form, fileName, rows: from, idempotency } = asked;
    const earlier = await findEarlier(needs, asked);
    if (earlier) return earlier;
    const source: RowsSource = await findRows(userId, from);
    const { rows: rowCount } = await writing.findColumns(source, form.format);
    const createdAt = clock.now();
    const kept: Omit<Export, 'state' | 'rowsWritten' | 'fileBytes' | 'failure' | 'receipt'> = {
      ...{ id: ids.next(), userId, form, fileName, rowCount, createdAt, idempotency },
      ...{ fields: source.fields, activityId: from.activityId ?? null },
      isJob: asked.asJob || rowCount >= rowsOfAJob,
      expiresAt: new Date(createdAt.getTime() + keptMs),
    };
    if (!kept.isJob) {
      await makeAtOnce(needs, asked, { kept, source });
      return { id: kept.id, isDone: true };
    }
    const sentAlong = from.rows === undefined ? null : await compress(source.bytes);
    if (!(await store.add(kept, sentAlong, (trx) => enqueue(trx, kept.id)))) throw keyInUse();
    return { id: kept.id, isDone: false };
  };
