import type { Plan } from '../../kernel/catalogue.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';

/** Where a user's rows go when nothing else is said. */
export const exportKinds = ['csv', 'xlsx', 'json', 'sheets'] as const;

/** All that requests need to know of a user. */
export type Profile = {
  readonly id: string;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly role: 'owner' | 'member';
  readonly plan: Plan;
  /** Null: no limit. */
  readonly planLimitsScrapes: number | null;
  readonly smartFormatting: boolean;
  readonly defaultExport: (typeof exportKinds)[number] | null;
  readonly timeZone: string | null;
  /** When the current period of usage began, ISO 8601. */
  readonly periodStart: string;
  /** As of the read from the database: usage does not make a new version. */
  readonly usageThisMonth: number;
  /** Sessions that were issued before are over. */
  readonly validFromMs: number;
  /** The API keys that work. */
  readonly keyIds: readonly string[];
  /** The ways in which the user signs in. */
  readonly identities: readonly { readonly provider: string; readonly email: string | null }[];
  /** Somebody asked for deletion: nobody gets in any more. */
  readonly isDeleted: boolean;
  /** Raised by every change but that of usage. */
  readonly version: number;
  readonly createdAt: string;
};

/** A profile as requests are given it: with the usage that was found beside it, null where Postgres has to be asked. */
export type MemberProfile = Profile & { readonly keptUsage: UsageReading | null };

/** Whether a session goes on; unknown when nobody looked in the last minute, or the profile changed since. */
export type Verdict = 'live' | 'ended';
