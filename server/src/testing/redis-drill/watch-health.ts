import { z } from 'zod';

/** One answer of `/health`: how long it took, and what it said of Redis. */
export type HealthSample = {
  readonly atMs: number;
  readonly tookMs: number;
  readonly status: number;
  readonly redis: string;
};

const Health = z.looseObject({ redis: z.string() });
const everyMs = 250;

/** Asks each server for its health, four times a second. */
export const watchHealth = (addresses: readonly string[]) => {
  const samples: HealthSample[] = [];
  const open = new Set<Promise<void>>();
  const ask = async (address: string): Promise<void> => {
    const atMs = performance.now();
    const answer = await fetch(`${address}/health`);
    const { redis } = Health.parse(await answer.json());
    samples.push({ atMs, tookMs: performance.now() - atMs, status: answer.status, redis });
  };
  const timer = setInterval(() => {
    for (const address of addresses) {
      const asked = ask(address).catch(() => {
        samples.push({
          atMs: performance.now(),
          tookMs: Number.POSITIVE_INFINITY,
          status: 0,
          redis: 'silent',
        });
      });
      open.add(asked);
      void asked.then(() => open.delete(asked));
    }
  }, everyMs);
  return {
    samples,
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
};
