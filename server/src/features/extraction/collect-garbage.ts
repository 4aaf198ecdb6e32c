import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives the memory of what is no longer needed back, now. The runtime sees no hurry, for a thread's heap is bounded;
 * but what a large page leaves behind outside the heap is not counted there, and several such pages add up.
 */
export const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
};
