import type { Request } from 'express';

// Long enough for the answer to be read at the other end, short enough that nobody sends for ever.
const lingerMs = 2_000;

/**
 * Throws away what is still being sent after a refusal. Closing at once would make the sender's system drop our answer
 * unread ("lingering close", as in nginx); what comes is neither kept nor looked at, and soon cut off.
 */
export const discardRest = (req: Request): void => {
  if (req.complete || req.destroyed) return;
  req.resume();
  const cutting = setTimeout(() => req.socket.destroy(), lingerMs);
  req.once('close', () => clearTimeout(cutting));
};
