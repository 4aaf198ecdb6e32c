import { expect, it } from 'vitest';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { createLimit } from './limit.ts';
import { createLimitStore } from './limit-store.ts';

it('holds the last ten thousand who were refused, and no more', () => {
  const clock = fixedClock('2026-01-01T00:00:00Z');
  const store = createLimitStore({
    clock,
    redis: { watch: (tell) => tell(null) },
    logger: { info: () => {} },
  });
  const limit = createLimit('rl:test', {
    ask: async () => ({ answered: false }),
    store,
    clock,
    instances: 1,
  });
  const refuse = (key: string) => limit.judge(key, { shared: null, own: { used: 2, resetMs: 60_000 } }, 1);
  refuse('first');
  for (let n = 1; n < 10_000; n += 1) refuse(`198.51.${n}`);
  expect(limit.held('first')).toMatchObject({ passed: false });
  for (let n = 0; n < 10_000; n += 1) refuse(`203.0.${n}`);
  expect([limit.held('first'), limit.held('198.51.9999')]).toEqual([null, null]);
  expect(limit.held('203.0.0')).toMatchObject({ passed: false });
});
