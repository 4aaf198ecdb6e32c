import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Service } from '../../kernel/service.ts';
import { createTallies, createTimings, type Tally } from './tallies.ts';

/** A tally for each value of a label, made when it is met first; whoever names the values sees to it that they are few. */
const createTallyFor = <Value extends string>(make: (value: Value) => Tally) => {
  const tallies = new Map<Value, Tally>();
  return (value: Value, amount = 1): void => {
    let tally = tallies.get(value);
    if (tally === undefined) {
      tally = make(value);
      tallies.set(value, tally);
    }
    tally(amount);
  };
};

const createRequestMetrics = (registry: Registry) => {
  const requests = createTallies({
    registry,
    name: 'gleaner_requests_total',
    help: 'Answered requests by declared path',
    labelNames: ['method', 'route', 'status'],
  });
  const stages = createTimings({
    registry,
    name: 'gleaner_stage_duration_seconds',
    help: 'How long a request spent at the door, over its body, in its handler',
    labelNames: ['route', 'stage'],
  });
  const seen = createTallyFor((key: string) => {
    const [method = '', route = '', status = ''] = key.split(' ');
    return requests({ method, route, status });
  });
  return {
    countRequest: ({ method, route, status }: { method: string; route: string; status: number }): void =>
      seen(`${method} ${route} ${status}`),
    /** For one declared path: what to call with the duration of each stage. */
    timeStages: (route: string) => ({
      door: stages({ route, stage: 'door' }),
      body: stages({ route, stage: 'body' }),
      handler: stages({ route, stage: 'handler' }),
    }),
  };
};

type ModelCounts = {
  readonly about: string;
  readonly outcome: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

const createModelMetrics = (registry: Registry) => {
  const calls = createTallies({
    registry,
    name: 'gleaner_model_calls_total',
    help: 'Questions to the model by what they were about and what became of them',
    labelNames: ['about', 'outcome'],
  });
  const tokens = createTallies({
    registry,
    name: 'gleaner_model_tokens_total',
    help: 'Tokens that the model took in and gave out',
    labelNames: ['direction'],
  });
  const seen = createTallyFor((key: string) => {
    const [about = '', outcome = ''] = key.split(' ');
    return calls({ about, outcome });
  });
  const [input, output] = [tokens({ direction: 'input' }), tokens({ direction: 'output' })];
  return ({ about, outcome, inputTokens, outputTokens }: ModelCounts): void => {
    seen(`${about} ${outcome}`);
    input(inputTokens);
    output(outputTokens);
  };
};

const createServiceGauge = (registry: Registry) => {
  const up = new Gauge({
    name: 'gleaner_service_up',
    help: '1: the service answers; 0: it does not; not there: not configured',
    labelNames: ['service'],
    registers: [registry],
  });
  return (services: readonly Service[]): void => {
    for (const { name, state } of services)
      if (state !== 'absent') up.set({ service: name }, state === 'down' ? 0 : 1);
  };
};

const createQueueGauge = (registry: Registry) => {
  const jobs = new Gauge({
    name: 'gleaner_queue_jobs',
    help: 'Jobs of all processes by state; dead: failed at the last attempt',
    labelNames: ['state'],
    registers: [registry],
  });
  return (counts: Readonly<Record<'waiting' | 'active' | 'dead', number>>): void => {
    for (const [state, count] of Object.entries(counts)) jobs.set({ state }, count);
  };
};

/** `free`: settled without a charge; `lost`: the lease had ended before; `expired`: its process died. */
type UsageOutcome = 'reserved' | 'refused' | 'settled' | 'free' | 'lost' | 'released' | 'expired';

/** All that this process counts, behind a function for each thing: whoever counts knows nothing of the registry. */
export const createMetrics = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const showServices = createServiceGauge(registry);
  const tallyOf = <Label extends string>(name: string, help: string, label: Label) =>
    createTallies({ registry, name, help, labelNames: [label] });

  const redis = tallyOf('gleaner_redis_questions_total', 'Questions to Redis by outcome', 'outcome');
  const cache = tallyOf('gleaner_profile_reads_total', 'Profile reads by where they were answered', 'from');
  const ledger = tallyOf(
    'gleaner_usage_total',
    'Metered requests by what the ledger said, and reservations by what became of them',
    'outcome',
  );
  const switches = tallyOf('gleaner_limiter_switches_total', 'How often limits were counted elsewhere', 'to');
  const shared = new Gauge({
    name: 'gleaner_limiter_shared',
    help: '1: limits are counted by all instances together; 0: by this one for itself',
    registers: [registry],
  });
  const countSwitch = createTallyFor((to: 'shared' | 'memory') => switches({ to }));
  return {
    ...createRequestMetrics(registry),
    countModelCall: createModelMetrics(registry),
    countRedis: createTallyFor((outcome: 'answered' | 'late' | 'refused' | 'away') => redis({ outcome })),
    countProfileRead: createTallyFor((from: 'cache' | 'database') => cache({ from })),
    /** Told at the start and at each switch. */
    showLimiter: (store: 'shared' | 'memory'): void => {
      shared.set(store === 'shared' ? 1 : 0);
      countSwitch(store);
    },
    countUsage: createTallyFor((outcome: UsageOutcome) => ledger({ outcome })),
    showQueue: createQueueGauge(registry),
    /** All of it in Prometheus' text format. */
    read: async (services: readonly Service[]): Promise<string> => {
      showServices(services);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};
