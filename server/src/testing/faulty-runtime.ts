/**
 * Loaded before a server's own code (`--import`): faults that nobody foresaw, each quoting what was at hand. A thread that
 * makes an answer into text fails over the pages that ask for it; the process itself fails at SIGUSR2.
 */

import { isMainThread } from 'node:worker_threads';

const write = JSON.stringify;

if (isMainThread) {
  process.once('SIGUSR2', () => {
    throw new Error('planted in the runtime');
  });
} else {
  JSON.stringify = (value: unknown): string => {
    const text = write(value);
    if (text.includes('[break]')) throw new Error(`unwritable: ${text}`);
    return text;
  };
}
