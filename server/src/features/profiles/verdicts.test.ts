import { expect, it } from 'vitest';
import { createVerdicts } from './verdicts.ts';

const open = () => {
  let nowMs = 1_800_000_000_000;
  const texts: string[] = [];
  const verdicts = createVerdicts({
    cache: { keepSession: async (_sessionId, text) => void texts.push(text) },
    clock: { now: () => new Date(nowMs), elapsedMs: () => nowMs },
  });
  return {
    ...verdicts,
    pass: (ms: number): void => {
      nowMs += ms;
    },
    text: (): string | null => texts.at(-1) ?? null,
  };
};
const taken = { userId: 'ada', sessionId: 'first', verdict: 'live', version: 3 } as const;

it('counts for a minute, however late Redis carried it out, and for one version', async () => {
  const verdicts = open();
  await verdicts.keep(taken);
  const ask = (version: number) =>
    verdicts.find({ sessionId: 'first elsewhere', version, text: verdicts.text() });
  expect([ask(3), ask(4)]).toEqual(['live', 'unknown']);
  verdicts.pass(59_000);
  expect(ask(3)).toBe('live');
  verdicts.pass(2_000);
  expect(ask(3)).toBe('unknown');
});

it('remembers without Redis', async () => {
  const verdicts = open();
  await verdicts.keep({ ...taken, verdict: 'ended' });
  expect(verdicts.find({ sessionId: 'first', version: 3, text: null })).toBe('ended');
  expect(verdicts.find({ sessionId: 'first', version: 4, text: null })).toBe('unknown');
  expect(verdicts.find({ sessionId: 'second', version: 3, text: null })).toBe('unknown');
});

it.each(['', 'live', 'live:3', 'dead:3:1800000000000', 'live:x:1', 'null'])(
  'takes %j for nothing',
  (text) => {
    expect(open().find({ sessionId: 'first', version: 3, text })).toBe('unknown');
  },
);
