import { join } from 'node:path';
import { addPeople } from './people.ts';
import { timePhases, timeUsualLimiter } from './phases.ts';
import type { Services } from './services.ts';
import { type MeasuredServer, startServer } from './start-server.ts';

const supabaseDelayMs = 75;
const users = 1_000;
const requestsEach = 5;
const atOnce = 20;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const timeRequest = async ({ url }: MeasuredServer, token: string): Promise<number> => {
  const began = performance.now();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
  return performance.now() - began;
};

/** The first request of people whom nobody knows yet, and the second. */
const timeFirstAndWarm = async (server: MeasuredServer, tokens: readonly string[]) => {
  const first: number[] = [];
  const warm: number[] = [];
  for (const token of tokens) first.push(await timeRequest(server, token));
  for (const token of tokens) warm.push(await timeRequest(server, token));
  return { firstMs: median(first), warmMs: median(warm) };
};

/**
 * A minute of a thousand users, as fast as it goes: each asks, then each asks again. Tells how many of the requests read
 * the profile from Postgres.
 */
const countProfileReads = async (server: MeasuredServer, tokens: readonly string[]): Promise<number> => {
  const misses = () => server.printed().split('[UserCache] Miss').length - 1;
  const before = misses();
  for (let turn = 0; turn < requestsEach; turn++)
    for (let from = 0; from < tokens.length; from += atOnce)
      await Promise.all(tokens.slice(from, from + atOnce).map((token) => timeRequest(server, token)));
  return misses() - before;
};

const line = (what: string, promised: string, measured: string): void =>
  console.log(`${what.padEnd(58)} ${promised.padStart(18)} ${measured.padStart(18)}`);

const milliseconds = (first: number, warm: number): string => `${first.toFixed(2)} → ${warm.toFixed(2)} ms`;

/** With a Supabase that takes 75 ms for each call: what the classic design promises beside what was measured here. */
export const measureFaraway = async (services: Services, main: string): Promise<void> => {
  await services.setDelayMs(supabaseDelayMs);
  const delayed = { ...services.environment, SUPABASE_DELAY_MS: String(supabaseDelayMs) };
  const ours = await startServer(main, { ...delayed, LOG_LEVEL: 'debug' });
  const classic = await startServer(join(import.meta.dirname, 'classic.server.ts'), delayed);
  try {
    const few = await services.tokensOf(await addPeople(services.pool, 20));
    const here = await timeFirstAndWarm(ours, few);
    const there = await timeFirstAndWarm(classic, few);
    const many = await services.tokensOf(await addPeople(services.pool, users));
    const reads = await countProfileReads(ours, many);
    const { token, profile } = await timePhases(services);
    const { memoryMs, redisMs } = await timeUsualLimiter(services.environment.REDIS_URL);
    console.log(`\nWith ${supabaseDelayMs} ms for each call to Supabase, first → warm (medians)`);
    line('', 'estimate', 'measured');
    line('token check, this server', '150 → 5 ms', milliseconds(token.firstMs, token.warmMs));
    line('limit, classic design: in memory → in Redis', '0.1 → 1 ms', milliseconds(memoryMs, redisMs));
    line('profile, this server', '150 → 2 ms', milliseconds(profile.firstMs, profile.warmMs));
    line('whole request, classic design', '150 → 10 ms', milliseconds(there.firstMs, there.warmMs));
    line('whole request, this server', '150 → 10 ms', milliseconds(here.firstMs, here.warmMs));
    const asked = `${users} users, ${requestsEach} requests a minute: profile queries`;
    line(asked, `${users * requestsEach} → ${users}`, `${users * requestsEach} → ${reads}`);
  } finally {
    await Promise.all([ours.stop(), classic.stop()]);
    await services.setDelayMs(0);
  }
};
