import type { UsageReading } from '../kernel/usage-reading.ts';
import type { RateLimitPolicy } from './rate-limit-headers.ts';

/** The month as a limit in the answer's headers, beside that of the minute; a plan without a limit has none to tell. */
export const monthPolicies = (usage: UsageReading, now: Date): readonly RateLimitPolicy[] => {
  const { used, limit, startsAt, endsAt } = usage;
  if (limit === null) return [];
  const endsAtMs = Date.parse(endsAt);
  return [
    {
      name: 'month',
      quota: limit,
      windowSeconds: Math.round((endsAtMs - Date.parse(startsAt)) / 1000),
      remaining: Math.max(0, limit - used),
      resetSeconds: Math.max(0, Math.ceil((endsAtMs - now.getTime()) / 1000)),
    },
  ];
};
