import { createClient } from '@redis/client';

const connectLimitMs = 3_000;

/** Connects once and asks for a PONG. @returns null when it comes, else what went wrong. */
export const checkRedis = async (url: string): Promise<string | null> => {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: connectLimitMs, reconnectStrategy: false },
  });
  // The same fault comes as the refusal of `connect`.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
    await client.close();
    return null;
  } catch (error) {
    const { host } = new URL(url);
    return `${host} does not answer (${error instanceof Error ? error.message || error.name : String(error)})`;
  }
};
