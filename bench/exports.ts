/**
 * What an export costs: 100,000 rows of 10 columns as CSV, Excel, JSON and for Google Sheets, written on a thread, while a
 * bare server on the main thread is asked at a fixed rate; time, memory on top of idle, and the server's p99.
 *
 *     node bench/exports.ts [rows]
 */
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createWritingPool, type WritingPool } from '../server/src/features/exports/writing/writing-pool.ts';

const rowCount = Number(process.argv[2] ?? 100_000);
const columns = 10;
const asksPerSecond = 200;

const rowOf = (n: number): Record<string, string | null> =>
  Object.fromEntries(
    Array.from({ length: columns }, (_, c) => [
      `column ${c}`,
      [`Article ${n}, the ${c}th of many`, `${n}.${c}5`, null, 'short'][(n + c) % 4] ?? null,
    ]),
  );

const makeRows = (): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(Array.from({ length: rowCount }, (_, n) => rowOf(n))));

const residentMb = (): number => process.memoryUsage.rss() / 1024 / 1024;

// Asks from a thread of its own, so that only the server's thread is measured.
const asker = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { address, everyMs } = workerData;
  let times = [];
  setInterval(async () => {
    const startedMs = performance.now();
    await (await fetch(address)).text();
    times.push(performance.now() - startedMs);
  }, everyMs);
  parentPort.on('message', () => { parentPort.postMessage(times.sort((a, b) => a - b)); times = []; });`;

const takeTimes = (worker: Worker): Promise<readonly number[]> =>
  new Promise((resolve) => {
    worker.once('message', resolve);
    worker.postMessage('take');
  });

const p99 = (times: readonly number[]): string =>
  (times[Math.max(0, Math.ceil(times.length * 0.99) - 1)] ?? Number.NaN).toFixed(1);

type Writer = (pool: WritingPool, bytes: Uint8Array) => Promise<number>;
const file =
  (form: Parameters<WritingPool['writeFile']>[1]): Writer =>
  async (pool, bytes) =>
    (await pool.writeFile({ bytes, shape: 'rows', fields: null }, form)).file.length;
const writers: Readonly<Record<string, Writer>> = {
  'CSV (2 s)': file({ format: 'csv', bom: false, delimiter: ',' }),
  'Excel (10 s)': file({ format: 'xlsx', at: new Date() }),
  JSON: file({ format: 'json' }),
  'JSON Lines': file({ format: 'jsonl' }),
  'Google Sheets, bodies': async (pool, bytes) => {
    const target = { sheetName: 'Rows', firstRow: 1, columns: Array.from({ length: columns }, (_, c) => c) };
    const batches = await pool.writeValues({ bytes, shape: 'rows', fields: null }, target);
    return batches.reduce((sum, { body }) => sum + body.length, 0);
  },
};

const server = createServer((_req, res) => res.end('ok')).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const bound = server.address();
const address = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
const asking = new Worker(asker, { eval: true, workerData: { address, everyMs: 1000 / asksPerSecond } });
const rows = makeRows();
await wait(2_000);
await takeTimes(asking);
await wait(2_000);
const idleMb = residentMb();
const title = `${rowCount} rows × ${columns} columns`.padEnd(26);
console.log(`${title}        s        MB   + memory MB   p99 ms`);
console.log(`${'nothing to write'.padEnd(26)}${''.padStart(32)}${p99(await takeTimes(asking)).padStart(9)}`);
for (const [name, write] of Object.entries(writers)) {
  const pool = createWritingPool({ heapMb: 384 });
  let mostMb = 0;
  const sampling = setInterval(() => {
    mostMb = Math.max(mostMb, residentMb());
  }, 20);
  const startedMs = performance.now();
  const bytes = await write(pool, rows);
  const seconds = (performance.now() - startedMs) / 1000;
  clearInterval(sampling);
  const cells = [seconds.toFixed(2), (bytes / 1e6).toFixed(1), (mostMb - idleMb).toFixed(0)];
  const [s, mb, memory] = cells.map((text, n) => text.padStart([9, 10, 13][n] ?? 0));
  console.log(`${name.padEnd(26)}${s}${mb}${memory}${p99(await takeTimes(asking)).padStart(9)}`);
  await pool.close();
}
await asking.terminate();
server.close();
