import { setTimeout as wait } from 'node:timers/promises';

/** What one user was let through within one window of the limit, before and since a fault began. */
export type LimitSample = {
  readonly fault: string;
  readonly asked: number;
  readonly before: number;
  readonly since: number;
  /** What the bound allows: the limit, and one share of it for each instance. */
  readonly most: number;
  /** Of answers that were neither an admission nor a refusal. */
  readonly odd: number;
};

type User = { readonly addresses: readonly string[]; readonly token: string; readonly quota: number };

const windowMs = 60_000;
// A request that is counted late must still be counted in the same window.
const marginMs = 5_000;
const pauseMs = 20;

/**
 * Uses half of a user's window and then asks on and on, over all servers in turn, until it is stopped or the window is
 * nearly over. What is sent is no page: it is refused for that (422), and counts.
 */
export const watchLimit = async (fault: string, { addresses, token, quota }: User) => {
  const endsMs = performance.now() + windowMs - marginMs;
  let [asked, odd, isOver] = [0, 0, false];
  const ask = async (): Promise<boolean> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const address = addresses[asked % addresses.length];
    asked += 1;
    const answer = await fetch(`${address}/api/scrape`, { method: 'POST', headers, body: '{}' });
    await answer.arrayBuffer();
    if (answer.status !== 422 && answer.status !== 429) odd += 1;
    return answer.status === 422;
  };
  let before = 0;
  for (let n = 0; n < quota / 2; n += 1) if (await ask()) before += 1;
  let since = 0;
  const asking = (async () => {
    while (!isOver && performance.now() < endsMs) {
      if (await ask()) since += 1;
      await wait(pauseMs);
    }
  })();
  return {
    stop: async (): Promise<LimitSample> => {
      isOver = true;
      await asking;
      const most = quota + addresses.length * Math.ceil(quota / addresses.length);
      return { fault, asked, before, since, most, odd };
    },
  };
};
