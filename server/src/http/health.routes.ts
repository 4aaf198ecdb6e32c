import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { isServing, type Service, type ServiceName, type ServiceState } from '../kernel/service.ts';
import { openDoor } from './door.ts';
import { ok } from './reply.ts';
import type { Routes } from './route.ts';

const Live = z.object({ status: z.literal('ok') });
const State = z.enum(['ok', 'absent', 'down']);
const Health = z.object({
  status: z
    .enum(['ok', 'degraded', 'unavailable'])
    .describe('degraded: all is served, something is down; unavailable: nothing can be served'),
  redis: State,
  database: z.enum(['ok', 'embedded', 'down']),
  supabase: State,
  billing: State,
  model: State,
  queue: z.enum(['ok', 'absent', 'degraded', 'down']).describe('degraded: jobs failed for good'),
  version: z.string(),
  uptimeSeconds: z.int(),
});

type Needs = {
  readonly version: string;
  readonly clock: Clock;
  readonly services: () => Promise<readonly Service[]>;
  readonly isDraining: () => boolean;
};

const statusOf = (all: readonly Service[], isDraining: boolean): z.infer<typeof Health>['status'] => {
  if (isDraining || !isServing(all)) return 'unavailable';
  return all.some(({ state }) => state === 'down' || state === 'degraded') ? 'degraded' : 'ok';
};

/** Declares what monitors ask: is the process there, may it be sent requests, how are its services. */
export const declareHealth = (routes: Routes, { version, clock, services, isDraining }: Needs): void => {
  const startedMs = clock.elapsedMs();
  const open = { door: openDoor };

  routes.get('/health/live', { ...open, summary: 'Is the process there', reply: Live }, async () =>
    ok({ status: 'ok' }),
  );

  routes.get(
    '/health/ready',
    { ...open, summary: 'May it be sent requests', reply: Live, refusals: [503] },
    async () => {
      if (isDraining()) throw new AppError('not_ready', 'The server is shutting down.');
      if (!isServing(await services())) throw new AppError('not_ready', 'The database does not answer.');
      return ok({ status: 'ok' });
    },
  );

  routes.get(
    '/health',
    { ...open, summary: 'How are its services', reply: Health, refusals: [503] },
    async () => {
      const all = await services();
      const stateOf = (wanted: ServiceName): ServiceState =>
        all.find(({ name }) => name === wanted)?.state ?? 'absent';
      const status = statusOf(all, isDraining());
      return {
        status: status === 'unavailable' ? 503 : 200,
        value: {
          status,
          redis: stateOf('redis'),
          database: stateOf('database'),
          supabase: stateOf('supabase'),
          billing: stateOf('billing'),
          model: stateOf('model'),
          queue: stateOf('queue'),
          version,
          uptimeSeconds: Math.floor((clock.elapsedMs() - startedMs) / 1000),
        },
      };
    },
  );
};
