import type { UsageReading } from '../../kernel/usage-reading.ts';

/** What a request cost, and what is left. */
export type Receipt = {
  readonly used: number;
  /** Null: no limit. */
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly charged: number;
  /** ISO 8601. */
  readonly resetsAt: string;
};

/** Writes the receipt of a request that was charged so many units. */
export const toReceipt = ({ used, limit, endsAt }: UsageReading, charged: number): Receipt => ({
  used,
  limit,
  remaining: limit === null ? null : Math.max(0, limit - used),
  charged,
  resetsAt: endsAt,
});
