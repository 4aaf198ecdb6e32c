import { z } from 'zod';
import { createExports, type createWriting } from '../features/exports/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { randomIds } from '../kernel/ids.ts';
import type { Db } from '../platform/postgres/postgres.ts';
import { absentRedis } from '../platform/redis/redis.ts';

type Needs<User> = Parameters<typeof createExports<User>>[0];

const noGoogle = { client: null, serviceAccount: null, redirectUri: 'http://localhost/cb', apiBase: null };

/** The room of exports with everything it can do without; its jobs wait until the test does them. */
export const openExports = <User extends object>(
  { db, writing }: { readonly db: Db; readonly writing: ReturnType<typeof createWriting> },
  parts: Partial<Needs<User>> & Pick<Needs<User>, 'findUser'>,
) => {
  const queue: string[] = [];
  const works: ((id: string) => Promise<void>)[] = [];
  const exports = createExports<User>({
    ...{ db, writing, clock: systemClock(), ids: randomIds(), chance: () => 0.5, instances: 1, sealKeys: [] },
    ...{ google: noGoogle, outgoing: { perUser: 1e6, perProject: 1e6, windowSeconds: 1 } },
    redis: absentRedis({ info: () => {} }),
    logger: { error: () => {} },
    readResult: async () => null,
    meterExport: async (_asked, work) => ({ value: await work(), receipt: { charged: 0 } }),
    queue: {
      declare: (_name, kind) => {
        const job = { attempt: 1, isLastAttempt: false, signal: new AbortController().signal };
        works.push((id) => kind.work({ ...job, id, body: kind.body.parse({ id }) }));
        return async (body) => void queue.push(z.object({ id: z.string() }).parse(body).id);
      },
    },
    ...parts,
  });
  return {
    ...exports,
    queue,
    runExport: async (id: string): Promise<void> => {
      for (const work of works) await work(id);
    },
  };
};
