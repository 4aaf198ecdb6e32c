import { Agent, get } from 'node:http';

/** One request as its sender saw it; status 0: no answer. */
export type Sample = { readonly atMs: number; readonly status: number; readonly tookMs: number };

type Load = {
  readonly addresses: readonly string[];
  readonly tokens: readonly string[];
  readonly perSecond: number;
};

const tickMs = 1;
const answerLimitMs = 10_000;

/**
 * Sends so many requests a second whether the answers come or not, over all servers in turn. Each is timed from when it
 * was due, so that a stall counts for all who would have come meanwhile.
 */
export const startSteadyLoad = ({ addresses, tokens, perSecond }: Load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const samples: Sample[] = [];
  const open = new Set<Promise<void>>();
  const startedMs = performance.now();
  let sent = 0;

  const send = (dueMs: number): Promise<void> =>
    new Promise((resolve) => {
      const address = addresses[sent % addresses.length];
      const token = tokens[Math.floor(sent / addresses.length) % tokens.length];
      sent += 1;
      const keep = (status: number): void => {
        samples.push({ atMs: dueMs, status, tookMs: performance.now() - dueMs });
        resolve();
      };
      const headers = { authorization: `Bearer ${token}` };
      const asking = get(`${address}/api/user/me`, { agent, headers, timeout: answerLimitMs }, (answer) => {
        answer.resume();
        answer.once('end', () => keep(answer.statusCode ?? 0));
      });
      asking.once('timeout', () => asking.destroy());
      asking.once('error', () => keep(0));
    });

  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedMs) * perSecond) / 1000);
    for (let at = sent; at < due; at += 1) {
      const asked = send(startedMs + (at * 1000) / perSecond);
      open.add(asked);
      void asked.then(() => open.delete(asked));
    }
  }, tickMs);

  return {
    samples,
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
    },
  };
};
