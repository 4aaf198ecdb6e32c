import { setTimeout as wait } from 'node:timers/promises';
import { Client, type ClientConfig, escapeIdentifier } from 'pg';
import type { Listening } from './postgres.ts';

const firstPauseMs = 100;
const longestPauseMs = 3_000;

/** Resolves when the connection is over, however that comes. */
const openListener = async (settings: ClientConfig, channel: string, onNotify: Listening['onNotify']) => {
  const client = new Client(settings);
  const over = new Promise<void>((resolve) => {
    client.on('end', resolve);
    client.on('error', () => resolve());
  });
  client.on('notification', ({ payload = '' }) => onNotify(payload));
  try {
    await client.connect();
    await client.query(`listen ${escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end();
    throw error;
  }
  return { client, over };
};

/**
 * Listens on a session of its own and comes back when it breaks, telling of the gap.
 * @returns stops listening.
 * @throws when the first connection fails; later ones are tried until they succeed.
 */
export const listenOn = async (
  settings: ClientConfig,
  channel: string,
  { onNotify, onGap = () => {} }: Listening,
): Promise<() => Promise<void>> => {
  const stopped = new AbortController();
  let current = await openListener(settings, channel, onNotify);

  const comeBack = async (): Promise<void> => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await wait(pauseMs, undefined, { signal: stopped.signal, ref: false });
      const opened = await openListener(settings, channel, onNotify).catch(() => null);
      if (opened === null) continue;
      current = opened;
      onGap();
      return;
    }
  };

  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await current.over;
      if (!stopped.signal.aborted) await comeBack();
    }
  };

  // It ends only by being stopped in the middle of a pause.
  const watching = watch().catch(() => {});
  return async () => {
    stopped.abort();
    await current.client.end();
    await watching;
  };
};
