import type { MeterExport } from '../meter-export.ts';
import type { RowsSource } from '../writing/read-table.ts';
import type { WritingPool } from '../writing/writing-pool.ts';
import type { FileForm } from '../writing/writing-task.ts';
import type { ExportsStore } from './exports.store.ts';

type Needs<User> = {
  readonly store: Pick<ExportsStore, 'finish' | 'keepReceipt'>;
  readonly writing: Pick<WritingPool, 'writeFile'>;
  readonly meterExport: MeterExport<User>;
};

type Written<User> = {
  readonly id: string;
  readonly userId: string;
  readonly user: User;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly activityId: string | null;
  readonly source: RowsSource;
  readonly form: FileForm;
  readonly fileName: string;
  readonly rowCount: number;
};

/** Writes an export's file and keeps it, charged as the catalogue says. */
export type WriteExport<User> = (
  wanted: Written<User>,
  begin: () => Promise<void>,
  tell?: (rows: number) => void,
) => Promise<void>;

/** Makes {@link WriteExport}: nothing is charged unless the file is kept. */
export const writeExport =
  <User>({ store, writing, meterExport }: Needs<User>): WriteExport<User> =>
  async (wanted, begin, tell) => {
    const { id, user, userId, requestId, idempotencyKey, activityId, source, form, fileName, rowCount } =
      wanted;
    const activity = { userId, kind: 'export', summary: fileName, counts: { rows: rowCount }, requestId };
    const { receipt } = await meterExport(
      { user, activityId, idempotencyKey, requestId, activity },
      async () => {
        await begin();
        const { file } = await writing.writeFile(source, form, tell);
        await store.finish(id, file);
      },
    );
    await store.keepReceipt(id, receipt);
  };
