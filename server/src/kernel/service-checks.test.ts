import { expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import type { ServiceState } from './service.ts';
import { createServiceChecks } from './service-checks.ts';

const stopped = () => {
  let nowMs = 0;
  return {
    elapsedMs: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};

it('asks a service once a second, however many ask', async () => {
  const clock = stopped();
  let asked = 0;
  const ask = (): ServiceState => {
    asked += 1;
    return asked === 1 ? 'ok' : 'absent';
  };
  const services = createServiceChecks({
    clock,
    checks: [{ name: 'redis', ask, costs: { absent: 'a lamp' } }],
  });
  const together = await Promise.all([services(), services()]);
  expect(together).toEqual([[{ name: 'redis', state: 'ok' }], [{ name: 'redis', state: 'ok' }]]);
  clock.pass(999);
  await services();
  expect(asked).toBe(1);
  clock.pass(1);
  expect(await services()).toEqual([{ name: 'redis', state: 'absent', costs: 'a lamp' }]);
});

it('calls a service down that throws, or hangs, which it asks once only until an answer comes', async () => {
  const clock = stopped();
  let asked = 0;
  let answer: (state: ServiceState) => void = () => {};
  const hang = (): Promise<ServiceState> => {
    asked += 1;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const services = createServiceChecks({
    clock,
    checks: [
      { name: 'database', ask: hang, costs: {} },
      { name: 'redis', ask: () => Promise.reject(new Error('gone')), costs: {} },
    ],
  });
  const states = async () => (await services()).map(({ state }) => state);
  expect(await states()).toEqual(['down', 'down']);
  clock.pass(1_000);
  expect(await states()).toEqual(['down', 'down']);
  expect(asked).toBe(1);
  clock.pass(1_000);
  answer('ok');
  await Promise.resolve();
  expect(await states()).toEqual(['ok', 'down']);
});

it('does not make a monitor wait for a service that is given longer', async () => {
  const clock = stopped();
  const { promise: secondAnswer, resolve } = Promise.withResolvers<ServiceState>();
  const answers: readonly ServiceState[] = ['ok'];
  let asked = 0;
  const ask = (): ServiceState | Promise<ServiceState> => {
    asked += 1;
    return answers[asked - 1] ?? secondAnswer;
  };
  const checks = [{ name: 'supabase', ask, limitMs: 60_000, costs: {} }] as const;
  const services = createServiceChecks({ clock, checks });
  await services();
  clock.pass(1_000);
  expect(await services()).toEqual([{ name: 'supabase', state: 'ok' }]);
  resolve('down');
  await secondAnswer;
  expect(await services()).toEqual([{ name: 'supabase', state: 'down' }]);
});

it('takes a busy process for no fault of the service', async () => {
  const ask = async (): Promise<ServiceState> => {
    await new Promise((resolve) => setImmediate(resolve));
    return 'ok';
  };
  const services = createServiceChecks({
    clock: systemClock(),
    checks: [{ name: 'database', ask, costs: {} }],
  });
  const answer = services();
  const until = performance.now() + 150;
  while (performance.now() < until);
  expect(await answer).toEqual([{ name: 'database', state: 'ok' }]);
});
