import { LRUCache } from 'lru-cache';
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

type Decoded = { readonly run: string; readonly kept: Kept };

const decode = (text: string): Decoded | null => {
  const value = KeptValue.safeParse(parseJson(text));
  if (!value.success) return null;
  if ('isAbsent' in value.data) return { run: value.data.run, kept: { profile: null } };
  const { run, ...profile } = value.data;
  return { run, kept: { profile } };
};

/** Reads what Redis holds; null when it is nothing, or not of this run, or not of us. */
export type DecodeKept = (text: string | null, run: string) => Kept | null;

// A kilobyte or two each.
const mostTexts = 5_000;

/** The same text means the same profile: it is parsed once, and whoever asks after that gets the same object. */
export const keptDecoder = (): DecodeKept => {
  const known = new LRUCache<string, Decoded>({ max: mostTexts });
  const decodeOnce = (text: string): Decoded | null => {
    const before = known.get(text);
    if (before) return before;
    const decoded = decode(text);
    // What others put there is not kept: it may be of any size.
    if (decoded) known.set(text, decoded);
    return decoded;
  };
  return (text, run) => {
    const decoded = text === null ? null : decodeOnce(text);
    return decoded?.run === run ? decoded.kept : null;
  };
};
