import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { MortalServer } from './mortal-server.ts';
import type { Ledger } from './read-ledger.ts';
import { type ScrapeOutcome, scrape, signUp } from './scrape-client.ts';

type Ground = { readonly instances: readonly MortalServer[]; readonly ledger: Ledger };

type Plan = {
  readonly scrapes: number;
  /** How many ask at the same time. */
  readonly clients: number;
  /** How often an instance is killed at the most: what it was doing waits for a lease each time. */
  readonly mostKills: number;
  /** From 0 to 1, evenly. */
  readonly chance: () => number;
  /** After which a reservation of a dead process is free again, and the sweep has been. */
  readonly leaseMs: number;
};

/** What was left of the scrapes after all the crashes. */
export type CrashReport = {
  readonly scrapes: number;
  readonly kills: number;
  readonly retries: number;
  readonly delivered: number;
  readonly other: readonly ScrapeOutcome[];
  readonly charged: number;
  readonly counter: number;
  readonly lost: number;
  readonly doubled: number;
  readonly stillReserved: number;
};

/** Kills one instance after another, each at a moment that nobody chose, and starts it again. */
const crashInTurn = async (
  instances: readonly MortalServer[],
  { chance, mostKills }: Pick<Plan, 'chance' | 'mostKills'>,
  isOver: () => boolean,
) => {
  let kills = 0;
  while (!isOver() && kills < mostKills) {
    await wait(200 + chance() * 600);
    const victim = instances[Math.floor(chance() * instances.length)];
    if (victim === undefined || isOver()) continue;
    await victim.kill();
    kills += 1;
    await victim.start();
  }
  return kills;
};

/**
 * Scrapes under idempotency keys while instances are killed: every key is delivered and charged once. Also counts what
 * is still reserved when the leases of the dead have run out.
 */
export const runCrashDrill = async ({ instances, ledger }: Ground, plan: Plan): Promise<CrashReport> => {
  const urls = instances.map(({ url }) => url);
  const urlOf = (index: number): string => z.string().parse(urls[index % urls.length]);
  const caller = await signUp(urlOf(0));
  await ledger.setPlan(caller.userId, { plan: 'SCALE', limit: 25_000 });
  const outcomes: ScrapeOutcome[] = [];
  let begun = 0;
  const client = async (): Promise<void> => {
    while (begun < plan.scrapes) {
      begun += 1;
      const first = begun;
      outcomes.push(
        await scrape({
          token: caller.token,
          urlOf: (tries) => urlOf(first + tries),
          idempotencyKey: randomUUID(),
        }),
      );
    }
  };
  let isOver = false;
  const crashing = crashInTurn(instances, plan, () => isOver);
  await Promise.all(Array.from({ length: plan.clients }, client));
  isOver = true;
  const kills = await crashing;
  await wait(plan.leaseMs);
  const { counter, ledgerSum, reserved, keys } = await ledger.read(caller.userId);
  const delivered = outcomes.filter(({ status, rows }) => status === 200 && rows === 3).length;
  return {
    ...{ scrapes: plan.scrapes, kills, delivered, counter },
    retries: outcomes.reduce((sum, { retries }) => sum + retries, 0),
    other: outcomes.filter(({ status }) => status !== 200),
    charged: ledgerSum,
    lost: Math.max(0, delivered - keys),
    doubled: Math.max(0, ledgerSum - delivered),
    stillReserved: reserved,
  };
};
