import { z } from 'zod';
import { plans } from '../../kernel/catalogue.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import { exportKinds, type Profile } from './profile.ts';

/** Requests a minute, as the server limits them. */
export type RequestLimits = { readonly scrapesPerMinute: number; readonly requestsPerMinute: number };

/** What `PATCH /api/user/settings` answers. */
export const SettingsReply = z.object({
  smart_formatting: z.boolean().describe('Typed values beside the rows of /api/scrape'),
  display_name: z.string().nullable(),
  default_export: z.enum(exportKinds).nullable(),
  time_zone: z.string().nullable().describe('A name of the IANA time zone database'),
});

/** What `GET /api/user/me` answers. */
export const AccountReply = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  role: z.enum(['owner', 'member']),
  plan: z.enum(plans),
  settings: SettingsReply,
  usage: z
    .object({
      used: z.int(),
      limit: z.int().nullable().describe('Null: no limit'),
      remaining: z.int().nullable(),
      resetsAt: z.iso.datetime(),
    })
    .describe('Scrapes of this month'),
  limits: z.object({ scrapes_per_minute: z.int(), requests_per_minute: z.int() }),
  identities: z
    .array(z.object({ provider: z.string(), email: z.string().nullable() }))
    .describe('The ways to sign in'),
  created_at: z.iso.datetime(),
});

/** A profile's settings in the API's words. */
export const toSettingsReply = (
  user: Pick<Profile, 'smartFormatting' | 'displayName' | 'defaultExport' | 'timeZone'>,
): z.input<typeof SettingsReply> => ({
  smart_formatting: user.smartFormatting,
  display_name: user.displayName,
  default_export: user.defaultExport,
  time_zone: user.timeZone,
});

const toUsageReply = ({ used, endsAt }: UsageReading, { planLimitsScrapes: limit }: Profile) => ({
  used,
  limit,
  remaining: limit === null ? null : Math.max(0, limit - used),
  resetsAt: endsAt,
});

/** A profile in the API's words. */
export const toAccountReply = (
  user: Profile,
  { usage, limits }: { readonly usage: UsageReading; readonly limits: RequestLimits },
): z.input<typeof AccountReply> => ({
  id: user.id,
  email: user.email,
  role: user.role,
  plan: user.plan,
  settings: toSettingsReply(user),
  usage: toUsageReply(usage, user),
  limits: {
    scrapes_per_minute: limits.scrapesPerMinute,
    requests_per_minute: limits.requestsPerMinute,
  },
  identities: user.identities.map(({ provider, email }) => ({ provider, email })),
  created_at: user.createdAt,
});
