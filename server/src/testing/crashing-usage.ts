/**
 * A process that scrapes for one user under the keys it is given, eight at a time, says which were answered, and may be
 * killed at any moment. Where exports are charged, the keys are results, and each is exported twice at once. Arguments: the
 * database, the user, the keys as a JSON list, and what is charged.
 */

import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { openPostgres } from '../platform/postgres/open-postgres.ts';
import { callOf, openUsageRoom } from './open-usage.ts';

const atOnce = 8;
const [url = '', userId = '', given = '[]', charged = 'scrape'] = process.argv.slice(2);
const keys = z.array(z.string()).parse(JSON.parse(given));
const postgres = await openPostgres({ url });
const chargeOn = z.enum(['scrape', 'export']).parse(charged);
const room = openUsageRoom(postgres, { leaseSeconds: 1, chargeOn });
const sumOf = (text: string): Uint8Array => createHash('sha256').update(text).digest();

const read = async () => {
  await wait(Math.random() * 4);
  const json = new TextEncoder().encode('{"fields":[],"rows":[{}]}');
  return { json, counts: { rows: 1, total: 1 } };
};

const scrape = async (key: string): Promise<void> => {
  await room.meterScrape(callOf(userId, { keyHash: sumOf(key), requestHash: sumOf('body') }), read);
};

const exportOnce = async (activityId: string): Promise<void> => {
  const activity = { kind: 'export', summary: 'rows to CSV', counts: { rows: 1 } };
  const user = { id: userId, version: 1, keptUsage: null };
  const asked = { user, activityId, activity, idempotency: null, requestId: randomUUID(), tell: () => {} };
  await room.meterExport(asked, read);
};
const exportTwice = async (activityId: string): Promise<void> => {
  await Promise.all([exportOnce(activityId), exportOnce(activityId)]);
};

const ask = { scrape, export: exportTwice }[chargeOn];
const passing = ['idempotency_key_in_use', 'overloaded'];

/** Asks until it is answered, as a client does whose server went away. */
const askUntilAnswered = async (key: string): Promise<void> => {
  try {
    await ask(key);
    process.stdout.write(`${key}\n`);
  } catch (error) {
    if (!(error instanceof AppError) || !passing.includes(error.code)) throw error;
    await wait(100);
    await askUntilAnswered(key);
  }
};

const worker = async (): Promise<void> => {
  for (let key = keys.shift(); key !== undefined; key = keys.shift()) await askUntilAnswered(key);
};
await Promise.all(Array.from({ length: atOnce }, worker));
await room.close();
await postgres.close();
