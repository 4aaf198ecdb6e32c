/**
 * What signing in, the profile and the rest of the pipeline cost: `node bench/overhead.ts [SECONDS]`.
 *
 * `GET /api/user/me`, signed in and warm, beside bare Express with one route and beside the classic design (the token
 * checked over HTTP on each request, a counter, GET then SETEX), in turns on one machine. The ratios are what counts:
 * figures per second are the machine's.
 */
import { join } from 'node:path';
import { measureFaraway } from './overhead/faraway.ts';
import { type LoadResult, loadProgram, measureLoad } from './overhead/load.ts';
import { addPeople } from './overhead/people.ts';
import { countRoundTrips } from './overhead/round-trips.ts';
import { startServices } from './overhead/services.ts';
import { type MeasuredServer, ourServer, startServer } from './overhead/start-server.ts';

const seconds = Number(process.argv[2] ?? 5);
const rounds = 3;
const steadyPerSecond = 2_000;
const folder = join(import.meta.dirname, 'overhead');

const medianOf = (results: readonly LoadResult[], figure: (result: LoadResult) => number): number =>
  results.map(figure).toSorted((a, b) => a - b)[Math.floor(results.length / 2)] ?? Number.NaN;

/** The median of each figure: one round that was disturbed changes none. */
const summarise = (results: readonly LoadResult[]): LoadResult => ({
  perSecond: medianOf(results, ({ perSecond }) => perSecond),
  p50Ms: medianOf(results, ({ p50Ms }) => p50Ms),
  p99Ms: medianOf(results, ({ p99Ms }) => p99Ms),
  cpuMicrosecondsEach: medianOf(results, ({ cpuMicrosecondsEach }) => cpuMicrosecondsEach),
});

const columns = (name: string, ...values: readonly string[]): void =>
  console.log([name.padEnd(16), ...values.map((value) => value.padStart(12))].join(' '));

const print = (name: string, result: LoadResult, bare: LoadResult): void => {
  const { perSecond, p50Ms, p99Ms, cpuMicrosecondsEach } = result;
  const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
  columns(
    name,
    perSecond.toFixed(0),
    p50Ms.toFixed(2),
    p99Ms.toFixed(2),
    cpuMicrosecondsEach.toFixed(0),
    times(perSecond / bare.perSecond),
    times(cpuMicrosecondsEach / bare.cpuMicrosecondsEach),
  );
};

type Measured = { readonly name: string; readonly server: MeasuredServer; readonly results: LoadResult[] };

/** In turns, so that a busy minute of the machine falls on all of them. The first turn only warms up. */
const measureInTurns = async (servers: readonly Measured[], token: string): Promise<void> => {
  for (let round = 0; round <= rounds; round++) {
    for (const { server, results } of servers) {
      const result = await measureLoad(server, { seconds: round === 0 ? 2 : seconds, token });
      if (round > 0) results.push(result);
    }
  }
};

const printAll = (servers: readonly Measured[]): void => {
  const [first] = servers;
  if (!first) return;
  const bare = summarise(first.results);
  console.log(`GET /api/user/me, 32 connections, ${rounds} rounds of ${seconds} s, by ${loadProgram}`);
  columns('', 'req/s', 'p50 ms', 'p99 ms', 'CPU µs each', 'req/s', 'CPU');
  for (const { name, results } of servers) print(name, summarise(results), bare);
};

const printSteady = async (servers: readonly Measured[], token: string): Promise<void> => {
  console.log(`\nAt a fixed rate of ${steadyPerSecond} a second, by autocannon`);
  columns('', 'p50 ms', 'p99 ms');
  for (const { name, server } of servers) {
    const { p50Ms, p99Ms } = await measureLoad(server, { seconds, token, perSecond: steadyPerSecond });
    columns(name, p50Ms.toFixed(1), p99Ms.toFixed(1));
  }
};

const services = await startServices();
const started: MeasuredServer[] = [];
const start = async (name: string, file: string, environment = {}): Promise<Measured> => {
  const server = await startServer(file, environment);
  started.push(server);
  return { name, server, results: [] };
};
try {
  const [token = ''] = await services.tokensOf(await addPeople(services.pool, 1));
  // Limited as always, but so that no answer is a refusal.
  const environment = { ...services.environment, LOG_LEVEL: 'info', LIMIT_API_PER_MINUTE: '1000000000' };
  const bare = await start('bare Express', join(folder, 'bare.server.ts'));
  const ours = await start('this server', ourServer, environment);
  const classic = await start('classic design', join(folder, 'classic.server.ts'), {
    ...services.environment,
    SUPABASE_DELAY_MS: '0',
  });
  await measureInTurns([bare, ours, classic], token);
  printAll([bare, ours, classic]);
  await printSteady([bare, ours], token);
  const { redisEach, postgresEach } = await countRoundTrips(services, ours.server, token);
  console.log('\nA warm request of this server, one at a time, the beats of the server included');
  console.log(`Redis ${redisEach.toFixed(2)} round trips, Postgres ${postgresEach.toFixed(3)} transactions`);
  await measureFaraway(services, ourServer);
} finally {
  for (const server of started) await server.stop();
  await services.stop();
}
