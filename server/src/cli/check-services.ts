import type { Config } from '../config/load.ts';

/** How long a service may take to answer. */
export const answerLimitMs = 5_000;

/** What `gleaner doctor` says of a service, and whether somebody must act. */
export type Verdict = { readonly good: boolean; readonly line: string };

/** Redis, asked for real. */
export const checkRedisLine = async ({ redisUrl }: Config): Promise<Verdict> => {
  if (redisUrl === null)
    return {
      good: true,
      line: '➖ Redis is not configured: what is shared is kept in memory, for one instance',
    };
  const { checkRedis } = await import('../platform/redis/check-redis.ts');
  const fault = await checkRedis(redisUrl);
  return fault === null
    ? { good: true, line: '✅ Redis is configured' }
    : { good: false, line: `❌ Redis: ${fault}` };
};

/** Supabase's Auth, asked with the key of the settings. */
export const checkSupabase = async ({ supabase }: Config): Promise<Verdict> => {
  if (supabase === null)
    return { good: true, line: '➖ Supabase is not configured: this server signs people in itself' };
  const { url, anonKey } = supabase;
  try {
    const answer = await fetch(`${url}/auth/v1/settings`, {
      headers: { apikey: anonKey },
      signal: AbortSignal.timeout(answerLimitMs),
    });
    await answer.arrayBuffer();
    if (answer.ok) return { good: true, line: '✅ Supabase is configured' };
    return { good: false, line: `❌ Supabase: ${url} answers ${answer.status}: check SUPABASE_ANON_KEY` };
  } catch {
    return { good: false, line: `❌ Supabase: ${url} does not answer` };
  }
};

/** Sentry's host. */
export const checkSentry = async ({ sentryDsn }: Config): Promise<Verdict> => {
  if (sentryDsn === null)
    return { good: true, line: '➖ Sentry is not configured: faults are only in the log' };
  const { origin } = new URL(sentryDsn);
  try {
    await fetch(origin, { method: 'HEAD', signal: AbortSignal.timeout(answerLimitMs) });
    return { good: true, line: '✅ Sentry is configured' };
  } catch {
    return { good: false, line: `❌ Sentry: ${origin} does not answer` };
  }
};
