import { spawn, spawnSync } from 'node:child_process';
import autocannon from 'autocannon';
import type { MeasuredServer } from './start-server.ts';

/** What a load met; any answer but a good one is an error, so that refusals never pass for speed. */
export type LoadResult = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicrosecondsEach: number;
};

export type Load = { readonly seconds: number; readonly token: string; readonly perSecond?: number };
type Answers = Omit<LoadResult, 'cpuMicrosecondsEach'> & { readonly count: number };

const connections = 32;
const hasWrk = spawnSync('wrk', ['--version']).error === undefined;

/** Which program makes the load: wrk has finer clocks, autocannon comes with the packages. */
export const loadProgram = hasWrk ? 'wrk' : 'autocannon';

const withAutocannon = async (url: string, { seconds, token, perSecond }: Load): Promise<Answers> => {
  const { latency, requests, non2xx, errors } = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { authorization: `Bearer ${token}` },
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
  });
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were not 200, ${errors} did not come.`);
  return {
    perSecond: requests.average,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    count: requests.total,
  };
};

const run = async (command: string, options: readonly string[]): Promise<string> => {
  const child = spawn(command, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const piece of child.stdout) text += piece;
  return text;
};

const milliseconds = { us: 0.001, ms: 1, s: 1000 } as const;

const withWrk = async (url: string, { seconds, token }: Load): Promise<Answers> => {
  const header = `Authorization: Bearer ${token}`;
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-H', header, url];
  const text = await run('wrk', options);
  if (/Non-2xx|Socket errors/.test(text)) throw new Error(`Not all answers were 200:\n${text}`);
  const percentile = (share: number): number => {
    const [, value = '', unit] = new RegExp(`\\s${share}%\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? [];
    return Number(value) * (unit === 'us' || unit === 'ms' || unit === 's' ? milliseconds[unit] : Number.NaN);
  };
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]),
    p50Ms: percentile(50),
    p99Ms: percentile(99),
    count: Number(/(\d+) requests in/.exec(text)?.[1]),
  };
};

/** As many requests as it takes, or so many a second; with the server's processor time for each. */
export const measureLoad = async (server: MeasuredServer, load: Load): Promise<LoadResult> => {
  const before = await server.cpuMicroseconds();
  const byWrk = hasWrk && load.perSecond === undefined;
  const { count, ...answers } = await (byWrk ? withWrk : withAutocannon)(server.url, load);
  const taken = (await server.cpuMicroseconds()) - before;
  return { ...answers, cpuMicrosecondsEach: taken / count };
};
