import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { openRedisPath, type RedisPath } from '../../testing/coherence/redis-path.ts';
import { openLimitedInstances } from '../../testing/limited-instances.ts';
import { type RunningRedis, startRedis } from '../../testing/services/start-redis.ts';

const quota = 30;
const share = 10;
const shared = '[RateLimit] RedisStore (shared)';
const memory = '[RateLimit] MemoryStore (per instance)';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Three instances, each with its own way to a Redis of the test's own. */
const open = async () => {
  let redis: RunningRedis = await startRedis();
  closers.push(() => redis.stop());
  const paths = await Promise.all([1, 2, 3].map(() => openRedisPath(redis.port)));
  closers.push(() => {
    for (const { close } of paths) close();
  });
  const instances = await openLimitedInstances({ urls: paths.map(({ url }) => url) });
  closers.push(instances.close);
  const stateIs = (state: 'ok' | 'down') =>
    vi.waitUntil(() => instances.all.every((one) => one.redis.state() === state), { timeout: 10_000 });
  return {
    ...instances,
    stateIs,
    onAll: (act: (path: RedisPath) => void): void => {
      for (const path of paths) act(path);
    },
    kill: async () => {
      process.kill(redis.pid, 'SIGKILL');
      await redis.stop();
    },
    restart: async () => {
      redis = await startRedis({ port: redis.port });
      await stateIs('ok');
    },
    stopProcess: () => process.kill(redis.pid, 'SIGSTOP'),
    continueProcess: () => process.kill(redis.pid, 'SIGCONT'),
  };
};
type Stage = Awaited<ReturnType<typeof open>>;

const faults: readonly (readonly [
  string,
  (stage: Stage) => Promise<void> | void,
  (stage: Stage) => Promise<void>,
])[] = [
  [
    'hangs',
    ({ stopProcess }) => stopProcess(),
    async (stage) => {
      stage.continueProcess();
      await stage.stateIs('ok');
    },
  ],
  [
    'is cut off without a word',
    ({ onAll }) => onAll(({ block }) => block()),
    async (stage) => {
      stage.onAll(({ letThrough }) => letThrough());
      await stage.stateIs('ok');
    },
  ],
  [
    'is slow',
    ({ onAll }) => onAll(({ delay }) => delay(200)),
    async (stage) => {
      stage.onAll(({ letThrough }) => letThrough());
      await stage.stateIs('ok');
    },
  ],
  ['dies', ({ kill }) => kill(), ({ restart }) => restart()],
];

it.each(faults)(
  'keeps the limit while Redis %s, and afterwards',
  { timeout: 40_000 },
  async (_, begin, end) => {
    const stage = await open();
    const { scrapeOften, newUser } = stage;
    const [early, late] = [newUser(), newUser()];
    const before = await scrapeOften(early, 24);
    expect(before).toBe(24);

    await begin(stage);
    // Nobody is refused because of the fault alone, and nobody gets a share that was used up already.
    const during = { early: await scrapeOften(early, 120), late: await scrapeOften(late, 120) };
    expect(during).toEqual({ early: 3 * (share - 8), late: 3 * share });

    await end(stage);
    const after = { early: await scrapeOften(early, 120), late: await scrapeOften(late, 120) };
    expect(before + during.early + after.early).toBeLessThanOrEqual(quota + 3 * share);
    expect(during.late + after.late).toBeLessThanOrEqual(quota + 3 * share);
    for (const { lines, stores } of stage.all) {
      expect(lines).toEqual([shared, memory, shared]);
      expect(stores).toEqual(['shared', 'memory', 'shared']);
    }
  },
);

it('answers within a moment while Redis hangs, and at once when that is known', {
  timeout: 20_000,
}, async () => {
  const { first, newUser, stopProcess, continueProcess } = await open();
  stopProcess();
  const took = async (): Promise<number> => {
    const began = performance.now();
    await first.scrape(newUser());
    return performance.now() - began;
  };
  // Until the breaker's first turn somebody waits for its 50 ms; the rest is room for a busy machine.
  expect(await took()).toBeLessThan(500);
  await wait(100);
  const times = [];
  for (let n = 0; n < 20; n += 1) times.push(await took());
  expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(20);
  continueProcess();
});

it('gives no fresh window when Redis comes back empty', { timeout: 30_000 }, async () => {
  const { all, first, newUser, scrapeOften, kill, restart, stateIs } = await open();
  const user = newUser();
  // All on one instance, so that the two others know nothing of it.
  expect(await scrapeOften(user, 40, [first])).toBe(30);
  await kill();
  await stateIs('down');
  await restart();
  const others = all.slice(1);
  expect(await scrapeOften(user, 40, [first])).toBe(0);
  const afterwards = await scrapeOften(user, 120, others);
  expect(afterwards).toBeGreaterThanOrEqual(share);
  expect(afterwards).toBeLessThanOrEqual(2 * share);
});
