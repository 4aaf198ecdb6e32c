import { hash } from 'node:crypto';
import type { TellPolicies } from '../../http/rate-limit-headers.ts';
import type { Idempotency } from '../../kernel/idempotency.ts';

/** As much of what is metered as this room says. */
type Metered<User> = {
  readonly user: User;
  readonly activityId: string | null;
  readonly idempotency: Idempotency | null;
  readonly requestId: string;
  readonly activity: {
    readonly kind: string;
    readonly summary: string;
    readonly counts: Readonly<Record<string, number>>;
  };
  readonly tell: TellPolicies;
};

/** Charges an export as the catalogue says: reserved before the work, settled after it, released when it throws. */
export type MeterExport<User> = <T>(
  asked: Metered<User>,
  work: () => Promise<T>,
) => Promise<{ readonly value: T; readonly receipt: object }>;

/** One export is paid for once, however often it is tried: its id is the key. */
export const payOnce = (exportId: string): Idempotency => {
  const keyHash = hash('sha256', `export ${exportId}`, 'buffer');
  return { keyHash, requestHash: keyHash };
};
