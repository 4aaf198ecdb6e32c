import { expect, it } from 'vitest';
import { listen } from './listen.ts';
import { createGate } from './not-yet.ts';

it('lives and is not ready until it is opened, and then answers as it is told', async () => {
  const gate = createGate();
  const { address, drain } = await listen(gate.listener, { host: '127.0.0.1', port: 0 });
  expect((await fetch(`${address}/health/live`)).status).toBe(200);
  for (const path of ['/health/ready', '/health', '/api/user/me']) {
    const answer = await fetch(`${address}${path}`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toMatchObject({ code: 'not_ready', status: 503 });
  }
  gate.open((_req, res) => void res.writeHead(204).end());
  expect((await fetch(`${address}/health/ready`)).status).toBe(204);
  await drain(100);
});
