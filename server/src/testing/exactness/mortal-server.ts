import { freePort } from '../services/guarded-process.ts';
import { type SpawnedServer, spawnServer } from '../spawn-server.ts';

/** A server that may be killed and started again at the same address. */
export type MortalServer = {
  readonly url: string;
  /** Starts it, and resolves when it may be sent requests. */
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Prepares a server, of ours or of another design, and finds it an address. */
export const prepareServer = async (
  environment: Readonly<Record<string, string>>,
  place: { readonly file?: string } = {},
): Promise<MortalServer> => {
  const port = await freePort();
  let living: SpawnedServer | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    start: async () => {
      living = await spawnServer(environment, { ...place, port });
      await living.ready();
    },
    kill: async () => {
      await living?.kill();
      living = undefined;
    },
    stop: async () => {
      await living?.stop();
      living = undefined;
    },
  };
};
