import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { spawnServer } from '../../server/src/testing/spawn-server.ts';

const Evidence = z.object({ source: z.string(), path: z.string(), start: z.number(), end: z.number() });

const Scraped = z.object({
  engine: z.enum(['structure', 'wrapper', 'model']),
  status: z.enum(['complete', 'partial', 'empty']),
  total: z.number(),
  fields: z.array(z.looseObject({ name: z.string() })),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]))),
  evidence: z.array(z.array(z.union([Evidence, z.array(Evidence), z.null()]))),
  warnings: z.array(z.string()),
  usage: z.looseObject({
    model: z.object({ calls: z.number(), input_tokens: z.number(), output_tokens: z.number() }).nullable(),
  }),
});

/** The answer of a scrape, as far as it is looked at; null when it was refused. */
export type Scraped = z.output<typeof Scraped>;

/** Our server in a process of its own, on a database of its own, with the model that is named. */
export const openBenchServer = async (model: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'gleaner-model-'));
  const server = await spawnServer({
    ...{ PATH: process.env.PATH ?? '', GLEANER_DATA_DIR: folder, LOG_LEVEL: 'warn' },
    ...{ LIMIT_SCRAPE_PER_MINUTE: '1000000', LIMIT_API_PER_MINUTE: '1000000', ...model },
  });
  await server.ready();
  const key = /glk_\S+/.exec(server.printed())?.[0] ?? '';
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return {
    scrape: async (body: object): Promise<Scraped | null> => {
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${server.address}/api/scrape`, init);
      const told: unknown = await answer.json();
      if (answer.status === 200) return Scraped.parse(told);
      console.log(`A page was refused with ${answer.status}: ${JSON.stringify(told).slice(0, 200)}`);
      return null;
    },
    close: async (): Promise<void> => {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
};

/** Does the work for all, so many at a time. */
export const inParallel = async <T>(
  items: readonly T[],
  at: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (const item of queue) await work(item);
    }),
  );
};
