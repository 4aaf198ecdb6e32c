import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Settings } from './instance-words.ts';

const script = fileURLToPath(new URL('instance.ts', import.meta.url));

/** An instance that is started again whenever it was killed. */
export type Instance = {
  /** Null while it is down. */
  readonly address: () => string | null;
  readonly deaths: () => number;
  /** From now on it is not killed any more. */
  readonly spare: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts an instance; resolves when it answers. */
export const startInstance = async (settings: Settings): Promise<Instance> => {
  let child: ChildProcess;
  let address: string | null = null;
  let deaths = 0;
  let isStopping = false;
  let chance = settings.deathChance;

  const start = async (): Promise<void> => {
    child = fork(script, [JSON.stringify({ ...settings, deathChance: chance })], { execArgv: [] });
    child.once('exit', () => {
      address = null;
      if (isStopping) return;
      deaths += 1;
      void start();
    });
    const [bound] = await once(child, 'message').catch(() => [null]);
    const port = z.object({ port: z.number() }).safeParse(bound);
    if (port.success) address = `http://127.0.0.1:${port.data.port}`;
  };
  const end = async (): Promise<void> => {
    isStopping = true;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    address: () => address,
    deaths: () => deaths,
    spare: async () => {
      chance = 0;
      await end();
      isStopping = false;
      await start();
    },
    stop: end,
  };
};
