import { expect, it } from 'vitest';
import { listen } from './listen.ts';

it('keeps a quiet connection for longer than proxies do', async () => {
  const server = await listen((_req, res) => void res.end('here'), { host: '127.0.0.1', port: 0 });
  const answer = await fetch(server.address, { headers: { connection: 'keep-alive' } });
  await answer.text();
  expect(answer.headers.get('keep-alive')).toBe('timeout=75');
  await server.drain(0);
});
