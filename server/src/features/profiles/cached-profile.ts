import { z } from 'zod';
import { plans } from '../../kernel/catalogue.ts';
import { exportKinds, type Profile } from './profile.ts';
import type { Kept } from './profile-cache.ts';

/** A value belongs to one run of Redis: a restart may bring back what was replaced in the run before. */
const Stamp = { run: z.string(), version: z.number() };

const KeptProfile = z.object({
  ...Stamp,
  id: z.string(),
  email: z.string().nullable(),
  displayName: z.string().nullable(),
  role: z.enum(['owner', 'member']),
  plan: z.enum(plans),
  planLimitsScrapes: z.number().nullable(),
  smartFormatting: z.boolean(),
  defaultExport: z.enum(exportKinds).nullable(),
  timeZone: z.string().nullable(),
  periodStart: z.string(),
  usageThisMonth: z.number(),
  validFromMs: z.number(),
  keyIds: z.array(z.string()),
  identities: z.array(z.object({ provider: z.string(), email: z.string().nullable() })),
  isDeleted: z.boolean(),
  createdAt: z.string(),
});

/** The tombstone of a user whose row is gone; any row that comes later is newer. */
const KeptAbsence = z.object({ ...Stamp, isAbsent: z.literal(true) });

const KeptValue = z.union([KeptProfile, KeptAbsence]);

/** JSON, or null for what is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Redis is open to others: what we did not write is as good as nothing.
    return null;
  }
};

/** A profile, or its absence, as it stands in Redis. */
export const encodeKept = (profile: Profile | null, run: string): string =>
  JSON.stringify(profile === null ? { isAbsent: true, version: 0, run } : { ...profile, run });

/** What Redis holds, when this run of it got it from us. */
export const decodeKept = (text: string | null, run: string): Kept | null => {
  if (text === null) return null;
  const value = KeptValue.safeParse(parseJson(text));
  if (!value.success || value.data.run !== run) return null;
  if ('isAbsent' in value.data) return { profile: null };
  const { run: _run, ...profile } = value.data;
  return { profile };
};
