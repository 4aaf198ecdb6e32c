/**
 * Does reading pages hold up the server? Pages of nearly ten megabytes are sent without a pause while
 * `GET /health/live` is asked at a fixed rate; printed beside the same server with nothing to read.
 *
 *     node bench/live-latency.ts [seconds]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const bodyBytes = 10_400_000;
const asksPerSecond = 100;
const senders = 2;

type Target = { readonly address: string; readonly key: string };

/** A list page in which every record carries filler, so that the page is large and its answer is too. */
const makeBody = (recordBytes: number): string => {
  const filler = 'naïve – text '.repeat(Math.ceil(recordBytes / 14)).slice(0, recordBytes);
  const records: string[] = [];
  for (let bytes = 0; bytes < bodyBytes - 2 * recordBytes - 400; ) {
    const n = records.length;
    const record = `<li><h3>Article ${n}</h3><b>€${n}.05</b><p>${filler}</p></li>`;
    bytes += Buffer.byteLength(record) + 1;
    records.push(record);
  }
  return JSON.stringify({
    html: `<ul>\n${records.join('')}</ul>`,
    instruction: 'all articles with name and price',
  });
};

const send = async ({ address, key }: Target, body: Uint8Array<ArrayBuffer>): Promise<string> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await fetch(`${address}/api/scrape`, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return String(answer.status);
};

/** Sends pages until it is ended; another thread, so that the asking is not held up by the sending. */
const sendForEver = async (target: Target, recordBytes: number): Promise<never> => {
  const body = new TextEncoder().encode(makeBody(recordBytes));
  for (;;) parentPort?.postMessage(await send(target, body));
};

type Started = { readonly server: ChildProcess; readonly address: string; readonly key: string | null };

const startServer = async (dataDir: string): Promise<Started> => {
  const file = fileURLToPath(new URL('../server/src/main.ts', import.meta.url));
  const env = { PATH: process.env.PATH, GLEANER_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' };
  const server = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const chunk of server.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    const address = /http:\/\/\S+/.exec(printed)?.[0];
    if (address && printed.includes('sentry'))
      return { server, address, key: /glk_\S+/.exec(printed)?.[0] ?? null };
  }
  throw new Error(`The server did not start:\n${printed}`);
};

const stopServer = async (server: ChildProcess): Promise<void> => {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
};

const quantile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN).toFixed(1);

const ask = async (address: string): Promise<number> => {
  const startedMs = performance.now();
  const answer = await fetch(`${address}/health/live`);
  await answer.text();
  if (answer.status !== 200) throw new Error(`/health/live answered ${answer.status}`);
  return performance.now() - startedMs;
};

/** Asks at a fixed rate, whether or not earlier answers have come, and prints how long they took. */
const measure = async (name: string, address: string, seconds: number): Promise<void> => {
  const asked: Promise<number>[] = [];
  const startedMs = performance.now();
  for (let n = 0; n < seconds * asksPerSecond; n += 1) {
    const dueMs = startedMs + (n * 1000) / asksPerSecond;
    const early = dueMs - performance.now();
    if (early > 0) await wait(early);
    asked.push(ask(address));
  }
  const sorted = (await Promise.all(asked)).sort((a, b) => a - b);
  const line = [0.5, 0.99, 1].map((share) => quantile(sorted, share).padStart(9)).join('');
  console.log(`${name.padEnd(28)}${line}`);
};

const residentMb = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Loads the server with pages of one kind while it is asked; returns the most memory seen. */
const measureLoaded = async (
  started: Started,
  key: string,
  recordBytes: number,
  seconds: number,
): Promise<number> => {
  const answers = new Map<string, number>();
  const target: Target = { address: started.address, key };
  const file = new URL(import.meta.url);
  const workers = Array.from(
    { length: senders },
    () => new Worker(file, { workerData: { target, recordBytes } }),
  );
  for (const worker of workers) {
    worker.on('message', (status: string) => answers.set(status, (answers.get(status) ?? 0) + 1));
  }
  let mostMb = 0;
  const sampling = setInterval(() => {
    mostMb = Math.max(mostMb, residentMb(started.server));
  }, 100);
  await wait(2000);
  await measure(`10 MB, records of ${recordBytes} B`, started.address, seconds);
  clearInterval(sampling);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const counted = [...answers].map(([status, count]) => `${count} answered ${status}`).join(', ');
  console.log(`  pages in ${seconds + 2} s: ${counted}`);
  return mostMb;
};

const measureAll = async (seconds: number): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gleaner-bench-'));
  // Once to make the database, which takes memory of its own, and then as it runs every day.
  const first = await startServer(dataDir);
  await stopServer(first.server);
  if (first.key === null) throw new Error('The first start printed no key.');
  const started = await startServer(dataDir);
  try {
    const small = new TextEncoder().encode(JSON.stringify({ html: '<p>warm</p>', instruction: 'title' }));
    await send({ address: started.address, key: first.key }, small);
    console.log(`${'GET /health/live, ms'.padEnd(28)}      p50      p99      max`);
    await measure('nothing to read', started.address, seconds);
    const idleMb = residentMb(started.server);
    for (const recordBytes of [100, 3000]) {
      const mostMb = await measureLoaded(started, first.key, recordBytes, seconds);
      console.log(`  memory: ${idleMb.toFixed(0)} MB idle, ${(mostMb - idleMb).toFixed(0)} MB more at most`);
    }
  } finally {
    await stopServer(started.server);
    rmSync(dataDir, { recursive: true, force: true });
  }
};

if (isMainThread) await measureAll(Number(process.argv[2] ?? 10));
else await sendForEver(workerData.target, workerData.recordBytes);
