import type { Sample } from './steady-load.ts';
import type { HealthSample } from './watch-health.ts';
import type { LimitSample } from './watch-limit.ts';

/** A stretch of the drill, and how Redis truly was in it. */
export type Phase = {
  readonly name: string;
  readonly redisIs: 'ok' | 'down';
  readonly fromMs: number;
  readonly toMs: number;
};

type Seen = {
  readonly phases: readonly Phase[];
  readonly samples: readonly Sample[];
  readonly health: readonly HealthSample[];
  readonly limits: readonly LimitSample[];
  readonly secretsInLogs: readonly string[];
  readonly logLines: number;
};

/** One second of a phase. */
type DrillSecond = {
  readonly phase: string;
  readonly second: number;
  readonly requests: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestHealthMs: number;
  /** What the servers said of Redis. */
  readonly said: readonly string[];
};

// A breaker opens within 50 ms and closes within a second or so, and `/health` keeps its answer for one more.
const settledAfterMs = 2_500;

const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const between = <T extends { readonly atMs: number }>(all: readonly T[], fromMs: number, toMs: number) =>
  all.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);

const secondsOf = (phase: Phase, { samples, health }: Seen): readonly DrillSecond[] =>
  Array.from({ length: Math.floor((phase.toMs - phase.fromMs) / 1000) }, (_, second) => {
    const fromMs = phase.fromMs + second * 1000;
    const requests = between(samples, fromMs, fromMs + 1000);
    const told = between(health, fromMs, fromMs + 1000);
    const tookMs = requests.map((sample) => sample.tookMs);
    return {
      ...{ phase: phase.name, second, requests: requests.length },
      failed: requests.filter(({ status }) => status !== 200).length,
      ...{ p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99) },
      slowestHealthMs: Math.max(0, ...told.map((sample) => sample.tookMs)),
      said: [...new Set(told.map(({ redis }) => redis))],
    };
  });

const p99Of = (phases: readonly Phase[], samples: readonly Sample[], skippedMs: number): number =>
  percentile(
    phases.flatMap(({ fromMs, toMs }) =>
      between(samples, fromMs + skippedMs, toMs).map(({ tookMs }) => tookMs),
    ),
    0.99,
  );

/** What the drill found. */
export const reportOf = (seen: Seen) => {
  const { phases, samples, health } = seen;
  const faulty = phases.filter(({ redisIs }) => redisIs === 'down');
  const settled = phases.flatMap(({ redisIs, fromMs, toMs }) =>
    between(health, fromMs + settledAfterMs, toMs).map((sample) => ({ ...sample, redisIs })),
  );
  const calmP99Ms = p99Of(phases.slice(0, 1), samples, 0);
  return {
    seconds: phases.flatMap((phase) => secondsOf(phase, seen)),
    requests: samples.length,
    /** No answer at all is counted here too. */
    serverErrors: samples.filter(({ status }) => status === 0 || status >= 500).length,
    /** Their statuses, and how long each took. */
    worst: samples
      .filter(({ status }) => status === 0 || status >= 500)
      .map(({ status, tookMs }) => `${status} after ${Math.round(tookMs)} ms`),
    refused: samples.filter(({ status }) => status >= 300 && status < 500).length,
    calmP99Ms,
    /** While Redis is away, once the breaker is open, above the calm. */
    addedP99Ms: p99Of(faulty, samples, 1_000) - calmP99Ms,
    slowestHealthMs: Math.max(...health.map(({ tookMs }) => tookMs)),
    healthAnswers: health.length,
    /** Answers that said otherwise of Redis than it was. */
    untrueHealth: settled.filter(({ redis, redisIs, status }) => redis !== redisIs || status !== 200).length,
    judgedHealth: settled.length,
    limits: seen.limits,
    /** Users who were let through more often than the bound allows, or not at all for the fault alone. */
    brokenLimits: seen.limits.filter(
      ({ before, since, most, odd }) => before + since > most || since === 0 || odd > 0,
    ).length,
    secretsInLogs: seen.secretsInLogs,
    logLines: seen.logLines,
  };
};

/** See {@link reportOf}. */
export type DrillReport = ReturnType<typeof reportOf>;
