/**
 * A process that scrapes for one user under the keys it is given, eight at a time, says which were answered, and may be
 * killed at any moment. Arguments: the database, the user, and the keys as a JSON list.
 */

import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { openPostgres } from '../platform/postgres/open-postgres.ts';
import { callOf, openUsageRoom } from './open-usage.ts';

const atOnce = 8;
const [url = '', userId = '', given = '[]'] = process.argv.slice(2);
const keys = z.array(z.string()).parse(JSON.parse(given));
const postgres = await openPostgres({ url });
const room = openUsageRoom(postgres, { leaseSeconds: 1 });
const sumOf = (text: string): Uint8Array => createHash('sha256').update(text).digest();

const read = async () => {
  await wait(Math.random() * 4);
  const json = new TextEncoder().encode('{"fields":[],"rows":[{}]}');
  return { json, counts: { rows: 1, total: 1 } };
};

/** Asks until it is answered, as a client does whose server went away. */
const scrape = async (key: string): Promise<void> => {
  const call = callOf(userId, { keyHash: sumOf(key), requestHash: sumOf('body') });
  try {
    await room.meterScrape(call, read);
    process.stdout.write(`${key}\n`);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'idempotency_key_in_use') throw error;
    await wait(100);
    await scrape(key);
  }
};

const worker = async (): Promise<void> => {
  for (let key = keys.shift(); key !== undefined; key = keys.shift()) await scrape(key);
};
await Promise.all(Array.from({ length: atOnce }, worker));
await room.close();
await postgres.close();
