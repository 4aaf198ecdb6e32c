/**
 * How much two instances ask of Google in a minute: both write as fast as they are let, for many users of one project, and
 * the stand-in counts the most writes that any sixty seconds hold. Google takes 300.
 *
 *     node bench/exports-limit.ts [seconds]
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createOutgoingLimiter } from '../server/src/features/exports/sheets/outgoing-limiter.ts';
import { createSheetsApi } from '../server/src/features/exports/sheets/sheets-api.ts';
import { systemClock } from '../server/src/kernel/clock.ts';
import { randomIds } from '../server/src/kernel/ids.ts';
import { openRedis } from '../server/src/platform/redis/open-redis.ts';
import { openStandInSheets } from '../server/src/testing/google/stand-in-sheets.ts';
import { startRedis } from '../server/src/testing/services/start-redis.ts';

const seconds = Number(process.argv[2] ?? 130);
const limits = { perUser: 60, perProject: 300, windowSeconds: 60 };
const users = 10;

const server = await startRedis();
const google = await openStandInSheets();
const { id } = google.addBook('ann');
const credential = { kind: 'own token', accessToken: google.oauth.issue('ann') } as const;
const path = `/v4/spreadsheets/${id}/values/${encodeURIComponent("'Rows'!A1:A1")}?valueInputOption=RAW`;
const call = { method: 'PUT', path, body: '{"values":[[1]]}', isRepeatable: true } as const;

const openInstance = async () => {
  const redis = await openRedis({ url: server.url, logger: { info: () => {}, warn: () => {} } });
  const limiter = createOutgoingLimiter({
    ...{ redis, limits, clock: systemClock(), nextId: randomIds().next, instances: 2 },
  });
  const api = createSheetsApi({ base: google.url, limiter, chance: Math.random });
  const write = async (userId: string, until: number): Promise<void> => {
    while (performance.now() < until) {
      // Who would have to wait for too long is told so, and tries again.
      await api.call(call, { userId, credential }).catch(() => wait(500));
    }
  };
  return { write, close: redis.close };
};

const instances = await Promise.all([openInstance(), openInstance()]);
const until = performance.now() + seconds * 1000;
await Promise.race([
  wait(seconds * 1000),
  Promise.all(
    instances.flatMap(({ write }) => Array.from({ length: users }, (_, n) => write(`user ${n}`, until))),
  ),
]);
const moments = google.writes;
const most = Math.max(
  ...moments.map((from) => moments.filter((at) => at >= from && at < from + 60_000).length),
);
console.log(
  `two instances, ${seconds} s: ${moments.length} writes, at most ${most} in any 60 s (Google takes 300)`,
);
process.exit(most > limits.perProject ? 1 : 0);
