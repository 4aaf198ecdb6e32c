import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../testing/services/guarded-process.ts';
import { type RunningRedis, startRedis } from '../../testing/services/start-redis.ts';
import { openRedis } from './open-redis.ts';
import { absentRedis, type Redis, type RedisOutcome } from './redis.ts';

let server: RunningRedis;
let opened: Redis[] = [];
let lines: string[] = [];
let outcomes: RedisOutcome[] = [];

const open = async (url: string): Promise<Redis> => {
  const log = (_facts: object, line: string): void => void lines.push(line);
  const redis = await openRedis({
    url,
    logger: { info: log, warn: log },
    observe: (outcome) => outcomes.push(outcome),
  });
  opened.push(redis);
  return redis;
};
const get = (redis: Redis) => redis.ask((client) => client.get('lamp'));

beforeEach(async () => {
  server = await startRedis();
});
afterEach(async () => {
  for (const redis of opened) await redis.close();
  await server.stop();
  opened = [];
  lines = [];
  outcomes = [];
});

it('asks, says so in the log, and tells apart one life of the server from the next', async () => {
  const redis = await open(server.url);
  expect(lines).toEqual(['[Redis] Connected successfully']);
  expect(redis.state()).toBe('ok');
  const first = await redis.ask(async (client, run) => ({ run, set: await client.set('lamp', 'on') }));
  expect(first).toEqual({ answered: true, value: { run: expect.stringMatching(/^\w{40}$/), set: 'OK' } });

  process.kill(server.pid, 'SIGKILL');
  await expect.poll(redis.state).toBe('down');
  expect(await get(redis)).toEqual({ answered: false });
  await server.stop();
  server = await startRedis({ port: server.port });
  await expect.poll(redis.state, { timeout: 5_000 }).toBe('ok');
  const second = await redis.ask(async (client, run) => ({ run, lamp: await client.get('lamp') }));
  expect(second).toEqual({ answered: true, value: { run: expect.stringMatching(/^\w{40}$/), lamp: null } });
  expect(first.answered && second.answered && first.value.run).not.toBe(second.answered && second.value.run);
  expect(lines).toEqual([
    '[Redis] Connected successfully',
    '[Redis] Reconnecting',
    '[Redis] Connected successfully',
  ]);
});

it('waits 50 ms for a hung server, once, and is back within a second of its going on', async () => {
  const redis = await open(server.url);
  process.kill(server.pid, 'SIGSTOP');
  const beganMs = performance.now();
  expect(await get(redis)).toEqual({ answered: false });
  expect(performance.now() - beganMs).toBeLessThan(150);
  const againMs = performance.now();
  for (let i = 0; i < 100; i += 1) expect(await get(redis)).toEqual({ answered: false });
  expect(performance.now() - againMs).toBeLessThan(50);
  expect(redis.state()).toBe('down');
  process.kill(server.pid, 'SIGCONT');
  await expect.poll(redis.state, { timeout: 1_000 }).toBe('ok');
  expect((await get(redis)).answered).toBe(true);
});

it('notices a hang that lasts without anybody asking, and survives it', { timeout: 15_000 }, async () => {
  const redis = await open(server.url);
  process.kill(server.pid, 'SIGSTOP');
  await expect.poll(redis.state).toBe('down');
  // Longer than silence is borne: the connection is given up, and new ones hang as well.
  await wait(3_000);
  process.kill(server.pid, 'SIGCONT');
  await expect.poll(redis.state, { timeout: 5_000 }).toBe('ok');
});

it('does not take its own being busy for a fault', async () => {
  const redis = await open(server.url);
  for (let i = 0; i < 20; i += 1) {
    const asked = get(redis);
    // The question is written at the end of this turn; then the process is busy for longer than the limit.
    await new Promise<void>((resolve) => {
      setImmediate(() => {
        for (const untilMs = performance.now() + 70; performance.now() < untilMs; );
        resolve();
      });
    });
    expect((await asked).answered).toBe(true);
  }
  expect(outcomes).not.toContain('late');
});

it('starts where nothing listens, and joins when something does', async () => {
  const port = await freePort();
  const redis = await open(`redis://127.0.0.1:${port}`);
  expect(redis.state()).toBe('down');
  expect(await get(redis)).toEqual({ answered: false });
  expect(lines).toEqual(['[Redis] Reconnecting']);
  const late = await startRedis({ port });
  await expect.poll(redis.state, { timeout: 5_000 }).toBe('ok');
  expect(lines).toEqual(['[Redis] Reconnecting', '[Redis] Connected successfully']);
  await redis.close();
  await late.stop();
});

it('takes a refused command for no answer, and goes on', async () => {
  const redis = await open(server.url);
  await redis.ask((client) => client.lPush('list', 'a'));
  expect(await redis.ask((client) => client.get('list'))).toEqual({ answered: false });
  expect(redis.state()).toBe('ok');
  expect(lines.at(-1)).toBe('[Redis] A command was refused');
});

it('says that there is none', async () => {
  const redis = absentRedis({ info: (line) => lines.push(line) });
  expect([redis.state(), await get(redis)]).toEqual(['absent', { answered: false }]);
  expect(lines).toEqual(['[Redis] Not configured, using memory']);
});
