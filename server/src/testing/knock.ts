import type { Knock } from '../http/door.ts';

/** Somebody at a door, for tests that come without HTTP. */
export const knock = (authorization: string | undefined, options: Partial<Knock> = {}): Knock => ({
  authorization,
  address: () => '192.0.2.1',
  group: 'api',
  tell: () => {},
  ...options,
});
