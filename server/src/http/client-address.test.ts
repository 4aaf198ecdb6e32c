import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openApp } from '../testing/open-app.ts';
import type { Door } from './door.ts';
import { ok } from './reply.ts';

const door: Door<{ readonly address: string }> = {
  security: null,
  limitedBy: 'address',
  enter: async ({ address }) => ({ address: address() }),
};
const openBehind = (proxyHops: number) =>
  openApp({
    proxyHops,
    declare: (routes) =>
      routes.get('/', { door, summary: '', reply: z.object({}) }, async ({ address }) => ok({ address })),
  });
const apps = [0, 1, 2].map(openBehind);
afterAll(async () => {
  for (const { close } of apps) await close();
});

// A client may write what it likes; each proxy adds whom it heard from at the end.
it.each([
  [0, '203.0.113.9', 'the socket’s', /127\.0\.0\.1$/],
  [1, '203.0.113.9', 'whom the proxy heard from', /^203\.0\.113\.9$/],
  [1, '10.0.0.1, 203.0.113.9', 'not what the client wrote', /^203\.0\.113\.9$/],
  [2, '203.0.113.9, 198.51.100.1', 'whom the first proxy heard from', /^203\.0\.113\.9$/],
  [2, '1.1.1.1, 2.2.2.2, 203.0.113.9, 198.51.100.1', 'not what the client wrote', /^203\.0\.113\.9$/],
])('behind %i proxies X-Forwarded-For: %s is %s', async (hops, forwarded, _, expected) => {
  const app = apps[hops];
  const answer = await app?.http.get('/').set('x-forwarded-for', forwarded);
  expect(answer?.body.address).toMatch(expected);
});
