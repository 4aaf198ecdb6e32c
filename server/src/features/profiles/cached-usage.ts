import { z } from 'zod';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import { parseJson } from './cached-profile.ts';

const KeptUsage = z.object({
  run: z.string(),
  used: z.number(),
  limit: z.number().nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  // For the scripts, which cannot read dates.
  endsAtMs: z.number(),
  version: z.number(),
  profileVersion: z.number(),
});

/** Usage as it stands in Redis; it belongs to one run of it, as profiles do. */
export const encodeUsage = (reading: UsageReading, run: string): string =>
  JSON.stringify({ ...reading, endsAtMs: Date.parse(reading.endsAt), run });

/** What Redis holds, when this run of it got it from us and its period is not over. */
export const decodeUsage = (
  text: string | null,
  { run, now }: { readonly run: string; readonly now: Date },
): UsageReading | null => {
  if (text === null) return null;
  const value = KeptUsage.safeParse(parseJson(text));
  if (!value.success || value.data.run !== run || value.data.endsAtMs <= now.getTime()) return null;
  const { run: _run, endsAtMs: _endsAtMs, ...reading } = value.data;
  return reading;
};
