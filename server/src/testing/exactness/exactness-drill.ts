import { z } from 'zod';
import type { Ledger } from './read-ledger.ts';
import { type Caller, type ScrapeOutcome, scrape, signUp } from './scrape-client.ts';

/** Whose exactness is tried, and where people sign up: the design that is compared with ours has no door for that. */
export type Ground = {
  readonly urls: readonly string[];
  readonly signUpUrl: string;
  readonly ledger: Ledger;
};

/** How many of the concurrent scrapes passed, and what was counted of them. */
export type MonthReport = {
  readonly asked: number;
  readonly withRows: number;
  readonly exhausted: number;
  readonly other: readonly ScrapeOutcome[];
  readonly retries: number;
  readonly counter: number;
  readonly ledgerSum: number;
};

/** How many requests of one minute passed. */
export type MinuteReport = {
  readonly asked: number;
  readonly passed: number;
  readonly limited: number;
  readonly other: readonly ScrapeOutcome[];
};

/** Asks many times at the same time, in turn over all instances. */
const scrapeAtOnce = (
  times: number,
  { token }: Caller,
  { urls }: Ground,
): Promise<readonly ScrapeOutcome[]> =>
  Promise.all(
    Array.from({ length: times }, (_, index) =>
      scrape({ token, urlOf: (tries) => z.string().parse(urls[(index + tries) % urls.length]) }),
    ),
  );

/** Somebody with a month of `left` scrapes asks many times at once: as many answers have rows, the others say 402. */
export const runMonthDrill = async (
  ground: Ground,
  { left, asked }: { readonly left: number; readonly asked: number },
): Promise<MonthReport> => {
  const caller = await signUp(ground.signUpUrl);
  await ground.ledger.setPlan(caller.userId, { plan: 'FREE', limit: left });
  const outcomes = await scrapeAtOnce(asked, caller, ground);
  const withRows = outcomes.filter(({ status, rows }) => status === 200 && rows === 3);
  const exhausted = outcomes.filter(({ status, code }) => status === 402 && code === 'usage_exhausted');
  return {
    asked,
    withRows: withRows.length,
    exhausted: exhausted.length,
    other: outcomes.filter((outcome) => !withRows.includes(outcome) && !exhausted.includes(outcome)),
    retries: outcomes.reduce((sum, { retries }) => sum + retries, 0),
    ...(await ground.ledger.read(caller.userId)),
  };
};

/** Somebody without a monthly limit asks many times within one window of a minute. */
export const runMinuteDrill = async (
  ground: Ground,
  { asked }: { readonly asked: number },
): Promise<MinuteReport> => {
  const caller = await signUp(ground.signUpUrl);
  await ground.ledger.setPlan(caller.userId, { plan: 'SELF_HOSTED', limit: null });
  const outcomes = await scrapeAtOnce(asked, caller, ground);
  const passed = outcomes.filter(({ status }) => status === 200);
  const limited = outcomes.filter(({ status }) => status === 429);
  return {
    asked,
    passed: passed.length,
    limited: limited.length,
    other: outcomes.filter((outcome) => !passed.includes(outcome) && !limited.includes(outcome)),
  };
};
