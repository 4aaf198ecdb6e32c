import type { Idempotency } from '../../../kernel/idempotency.ts';
import type { FileForm } from '../writing/writing-task.ts';

/** An export as it is kept: what is to be made, how far it is, and for how long it stays. */
export type Export = {
  readonly id: string;
  readonly userId: string;
  /** What makes a request that is sent again the same export; null: nothing does. */
  readonly idempotency: Idempotency | null;
  /** Whether the queue makes it, not the request. */
  readonly isJob: boolean;
  /** Whose kept rows are exported; null: the rows were sent along. */
  readonly activityId: string | null;
  readonly fields: readonly string[] | null;
  readonly form: FileForm;
  readonly fileName: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly rowCount: number;
  readonly rowsWritten: number;
  readonly fileBytes: number | null;
  readonly failure: { readonly code: string; readonly detail: string } | null;
  /** What was charged for it. */
  readonly receipt: object | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};
