import { AppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Standing } from './judge-count.ts';

/** The limits by name, as they stand in keys and problems. */
export type LimitName = 'scrape' | 'api' | 'auth';

const sentences: Readonly<Record<LimitName, (quota: number) => string>> = {
  scrape: (quota) => `You may send ${quota} pages a minute.`,
  api: (quota) => `You may send ${quota} requests a minute.`,
  auth: (quota) =>
    `Your network may try to sign in, or send a token that is not good, ${quota} times a minute.`,
};

/** In whole seconds, so that whoever waits as long finds the window open. */
export const secondsUntil = (resetMs: number): number => Math.max(1, Math.ceil(resetMs / 1000));

/** The refusal: which limit it is, its size, and when it opens. */
export const tooMany = (
  name: LimitName,
  { quota, windowSeconds, resetMs }: Standing,
  clock: Clock,
): AppError => {
  const seconds = secondsUntil(resetMs);
  return new AppError('rate_limited', `${sentences[name](quota)} Try again in ${seconds} s.`, {
    retryAfterSeconds: seconds,
    facts: {
      limit: { name, quota, window_seconds: windowSeconds },
      opens_at: new Date(clock.now().getTime() + resetMs).toISOString(),
    },
  });
};
