import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { createUsage } from '../features/usage/index.ts';
import type { ChargeOn } from '../kernel/catalogue.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { Idempotency } from '../kernel/idempotency.ts';
import { randomIds } from '../kernel/ids.ts';
import { toUsageReading, type UsageReading, UsageRow } from '../kernel/usage-reading.ts';
import type { Postgres } from '../platform/postgres/postgres.ts';

type Options = {
  readonly chargeOn?: ChargeOn;
  readonly leaseSeconds?: number;
  readonly clock?: Clock;
};

const Counters = z.object({
  usage_this_month: z.number(),
  usage_reserved: z.number(),
  in_ledger: z.coerce.number(),
  open: z.coerce.number(),
});

/** The room of usage as one instance has it, without a cache. */
export const openUsageRoom = ({ db }: Pick<Postgres, 'db'>, options: Options = {}) => {
  const { chargeOn = 'scrape', leaseSeconds = 30, clock = systemClock() } = options;
  const told: UsageReading[] = [];
  const warned: object[] = [];
  const outcomes: Record<string, number> = {};
  const readUsage = async ({ id }: { readonly id: string }) => {
    const { rows } = await sql`select * from public.read_usage(${id}::uuid)`.execute(db);
    return toUsageReading(UsageRow.parse(rows[0]));
  };
  const usage = createUsage({
    ...{ db, clock, ids: randomIds(), chargeOn, leaseSeconds, resultDays: 30, readUsage },
    findUsage: async (id) => readUsage({ id }),
    countUsage: (outcome, amount = 1) => {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + amount;
    },
    logger: { warn: (facts) => void warned.push(facts), error: (facts) => void warned.push(facts) },
    expectUsage: async () => ({ tell: async (reading) => void told.push(reading) }),
  });
  return { ...usage, told, warned, outcomes, readUsage };
};

/** What a test asks of a database beside the room. */
export const usageWords = ({ db }: Pick<Postgres, 'db'>) => ({
  run: (statement: RawBuilder<unknown>) => statement.execute(db),
  addUser: async (limit: number | null = 50, plan = 'FREE'): Promise<string> => {
    const id = randomUUID();
    await sql`insert into public.users (id, email, plan, plan_limits_scrapes)
      values (${id}, ${`${id}@example.com`}, ${plan}, ${limit})`.execute(db);
    return id;
  },
  /** The counters, and what the ledger has of the same period. */
  countersOf: async (id: string) => {
    const { rows } = await sql`
      select usage_this_month, usage_reserved,
        (select coalesce(sum(units), 0) from public.usage_ledger l
          where l.user_id = u.id and l.period_start = u.usage_period_start and l.state <> 'released') as in_ledger,
        (select count(*) from public.usage_ledger l where l.user_id = u.id and l.state = 'reserved') as open
      from public.users u where id = ${id}`.execute(db);
    const { usage_this_month: counted, usage_reserved: reserved, ...rest } = Counters.parse(rows[0]);
    return { counted, reserved, inLedger: rest.in_ledger, open: rest.open };
  },
});

/** What a request brings along besides its user. */
export const callOf = (userId: string, idempotency: Idempotency | null = null) => {
  const replays: true[] = [];
  const policies: { readonly name: string; readonly remaining: number }[] = [];
  return {
    ...{ replays, policies, idempotency, summary: 'all lamps', requestId: randomUUID() },
    user: { id: userId, version: 1 },
    signal: new AbortController().signal,
    tell: (told: readonly { readonly name: string; readonly remaining: number }[]) =>
      void policies.push(...told),
    tellReplay: () => void replays.push(true),
  };
};
