import { z } from 'zod';

/** What a user has used in the period, as the database said it. */
export type UsageReading = {
  /** What is reserved for requests under way does not count before they deliver. */
  readonly used: number;
  /** Null: no limit. */
  readonly limit: number | null;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Raised by every change of the usage: of two readings the higher is the later. */
  readonly version: number;
  /** The version of the profile whose plan gave the period. */
  readonly profileVersion: number;
};

const Moment = z.union([z.date(), z.string().transform((text) => new Date(text))]);

/** What the database's functions say of a user's usage (`public.usage_reading`), as columns or as JSON. */
export const UsageRow = z.object({
  used: z.number(),
  plan_limit: z.number().nullable(),
  starts_at: Moment,
  ends_at: Moment,
  version: z.number(),
  profile_version: z.number(),
});

/** A row in our words. */
export const toUsageReading = (row: z.output<typeof UsageRow>): UsageReading => ({
  used: row.used,
  limit: row.plan_limit,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  version: row.version,
  profileVersion: row.profile_version,
});
