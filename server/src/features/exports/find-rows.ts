import { AppError } from '../../kernel/app-error.ts';
import type { LargeJson } from '../../kernel/large-json.ts';
import type { RowsSource } from './writing/read-table.ts';

/** The rows of a scrape, as they were kept with its activity: its answer as JSON in UTF-8. */
export type ReadResult = (
  userId: string,
  activityId: string,
) => Promise<{ readonly state: 'kept'; readonly json: Uint8Array } | { readonly state: 'expired' } | null>;

/** Where rows come from: sent along, or kept with an activity. */
export type AskedRows = {
  readonly rows?: LargeJson;
  readonly activityId?: string;
  readonly fields?: readonly string[];
};

/**
 * Finds the rows that are to be exported.
 * @throws {AppError} `not_found` for an activity that is somebody else's or kept no rows, `expired` for one whose rows
 *   are kept no longer.
 */
export const findRows =
  ({ readResult }: { readonly readResult: ReadResult }) =>
  async (userId: string, { rows, activityId, fields = undefined }: AskedRows): Promise<RowsSource> => {
    const columns = fields ?? null;
    if (rows !== undefined) return { bytes: rows.bytes, shape: 'rows', fields: columns };
    const result = await readResult(userId, activityId ?? '');
    if (result === null) throw new AppError('not_found', 'You have no such activity with rows.');
    if (result.state === 'expired') {
      throw new AppError('expired', 'The rows of this activity are kept no longer: read the page again.');
    }
    return { bytes: result.json, shape: 'result', fields: columns };
  };
