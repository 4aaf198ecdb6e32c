import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Service } from '../kernel/service.ts';
import { openDoor } from './door.ts';
import { ok } from './reply.ts';
import type { Routes } from './route.ts';

const Live = z.object({ status: z.literal('ok') });
const Health = z.object({
  status: z.enum(['ok', 'unavailable']),
  version: z.string(),
  uptimeSeconds: z.int(),
  services: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['connected', 'embedded', 'absent', 'degraded', 'unavailable']),
      costs: z.string().optional().describe('What is lost by its absence'),
    }),
  ),
});

type Needs = {
  readonly version: string;
  readonly clock: Clock;
  readonly services: () => Promise<readonly Service[]>;
  readonly isDraining: () => boolean;
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
      const down = (await services()).filter(({ state }) => state === 'unavailable');
      if (isDraining()) throw new AppError('not_ready', 'The server is shutting down.');
      if (down.length > 0)
        throw new AppError('not_ready', `Not available: ${down.map(({ name }) => name).join(', ')}.`);
      return ok({ status: 'ok' });
    },
  );

  routes.get('/health', { ...open, summary: 'How are its services', reply: Health }, async () => {
    const all = await services();
    const isDown = all.some(({ state }) => state === 'unavailable');
    return {
      status: isDown ? 503 : 200,
      value: {
        status: isDown ? 'unavailable' : 'ok',
        version,
        uptimeSeconds: Math.floor((clock.elapsedMs() - startedMs) / 1000),
        services: all,
      },
    };
  });
};
