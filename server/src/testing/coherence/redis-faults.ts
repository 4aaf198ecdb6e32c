import { setTimeout as wait } from 'node:timers/promises';
import { type RunningRedis, startRedis } from '../services/start-redis.ts';
import { openRedisPath } from './redis-path.ts';

/** One thing that happens to Redis; resolves when it is over. */
export type RedisFault = { readonly name: string; readonly happen: () => Promise<void> };

const slowMs = 120;

/** A Redis of the drill's own, a way to it for each instance, and what may happen to them. */
export const openFaultyRedis = async (instances: number) => {
  let redis: RunningRedis = await startRedis();
  const paths = await Promise.all(Array.from({ length: instances }, () => openRedisPath(redis.port)));
  let unlucky = 0;
  const nextPath = () => {
    unlucky += 1;
    return paths.slice(unlucky % paths.length)[0];
  };

  const stopFor = async (ms: number): Promise<void> => {
    process.kill(redis.pid, 'SIGSTOP');
    await wait(ms);
    process.kill(redis.pid, 'SIGCONT');
  };
  const faults: readonly RedisFault[] = [
    {
      name: 'killed, back and empty',
      happen: async () => {
        const { port, pid, stop } = redis;
        process.kill(pid, 'SIGKILL');
        await stop();
        await wait(1_200);
        redis = await startRedis({ port });
      },
    },
    { name: 'stopped for 1.5 s', happen: () => stopFor(1_500) },
    {
      name: 'connections cut',
      happen: async () => {
        for (const path of paths) path.cut();
      },
    },
    {
      name: 'one instance cut off without a word for 1.5 s',
      happen: async () => {
        const path = nextPath();
        path?.block();
        await wait(1_500);
        path?.letThrough();
      },
    },
    { name: 'stopped for 0.2 s', happen: () => stopFor(200) },
    {
      name: `one instance's way slowed by ${slowMs} ms`,
      happen: async () => {
        const path = nextPath();
        path?.delay(slowMs);
        await wait(1_000);
        path?.letThrough();
      },
    },
  ];
  return {
    urls: paths.map(({ url }) => url),
    faults,
    close: async () => {
      for (const path of paths) path.close();
      await redis.stop();
    },
  };
};
