import type { Call } from '../../../http/declaration.ts';
import { type MeterExport, payOnce } from '../meter-export.ts';
import type { RowsSource } from '../writing/read-table.ts';
import type { WritingPool } from '../writing/writing-pool.ts';
import type { Export } from './export.ts';
import type { ExportsStore } from './exports.store.ts';

type Needs<User> = {
  readonly store: Pick<ExportsStore, 'finish' | 'keepReceipt'>;
  readonly writing: Pick<WritingPool, 'writeFile'>;
  readonly meterExport: MeterExport<User>;
};

type Wanted<User> = Pick<Export, 'id' | 'activityId' | 'form' | 'fileName' | 'rowCount'> &
  Pick<Call, 'requestId' | 'tell'> & {
    readonly user: User;
    /** Null: the file is there, and only the charge is missing. */
    readonly source: RowsSource | null;
  };

/** Writes an export's file and keeps it, charged as the catalogue says. */
export type WriteExport<User> = (wanted: Wanted<User>, tellRows?: (rows: number) => void) => Promise<void>;

/** Makes {@link WriteExport}: nothing is charged unless the file is kept. */
export const writeExport =
  <User>({ store, writing, meterExport }: Needs<User>): WriteExport<User> =>
  async ({ id, user, requestId, tell, activityId, source, form, fileName, rowCount }, tellRows) => {
    const activity = { kind: 'export', summary: fileName, counts: { rows: rowCount } };
    const metered = { user, activityId, idempotency: payOnce(id), requestId, activity, tell };
    const { receipt } = await meterExport(metered, async () => {
      if (source === null) return;
      const { file } = await writing.writeFile(source, form, tellRows);
      await store.finish(id, file);
    });
    await store.keepReceipt(id, receipt);
  };
