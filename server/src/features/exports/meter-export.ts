/** As much of what is metered as this room says. */
type Metered<User> = {
  readonly user: User;
  readonly activityId: string | null;
  readonly idempotencyKey: string | null;
  readonly requestId: string;
  readonly activity: {
    readonly userId: string;
    readonly kind: string;
    readonly summary: string;
    readonly counts: Readonly<Record<string, number>>;
    readonly requestId: string | null;
  };
};

/** Charges an export as the catalogue says: reserved before the work, settled after it, released when it throws. */
export type MeterExport<User> = <T>(
  asked: Metered<User>,
  work: () => Promise<T>,
) => Promise<{ readonly value: T; readonly receipt: object; readonly activityId: string }>;
