import { once } from 'node:events';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { plantSecrets } from '../../testing/planted-secrets.ts';
import { startTelemetry } from './instrument.ts';

/** What Sentry would receive, as text. */
const openStandInSentry = async () => {
  const received: string[] = [];
  const server = createServer(async (req, res) => {
    const pieces: Buffer[] = [];
    for await (const piece of req) pieces.push(piece);
    const body = Buffer.concat(pieces);
    received.push((req.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
    res.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    dsn: `http://key@127.0.0.1:${port}/1`,
    received,
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const secrets = plantSecrets();
const token = `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.${'s'.repeat(40)}planted`;
const key = `glk_${'k'.repeat(43)}`;
secrets.plant(token);
secrets.plant(key);

it('is silent without an address', async () => {
  const telemetry = await startTelemetry({ dsn: null, version: '1' });
  telemetry.report(new Error('unheard'));
  expect(telemetry.connected).toBe(false);
  await telemetry.close();
});

it('reports where a fault happened, and nothing of what was being worked on', async () => {
  const sentry = await openStandInSentry();
  const telemetry = await startTelemetry({ dsn: sentry.dsn, version: '1.2.3' });
  console.log(`a line with ${secrets.email}`);
  await fetch(`http://127.0.0.1:1/auth?token=${token}&email=${secrets.email}`).catch(() => null);
  const cause = new Error(`null value in row (${secrets.email}, ${secrets.pageText}), Bearer ${key}`);
  telemetry.report(
    new TypeError(`Bad page: ${secrets.pageText}, called with ${token} by ${secrets.email}`, { cause }),
  );
  await telemetry.close();
  sentry.close();
  const all = sentry.received.join('\n');
  expect(all).toContain('"TypeError"');
  expect(all).toContain('gleaner@1.2.3');
  expect(all).toContain('instrument.test.ts');
  expect(secrets.findIn(all)).toEqual([]);
});
