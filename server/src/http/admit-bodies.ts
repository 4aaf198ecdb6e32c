import { AppError } from '../kernel/app-error.ts';
import type { Admit } from './body-reader.ts';

/**
 * Bounds the memory that bodies hold while their requests wait: the number waiting is bounded elsewhere, but a
 * few dozen of the largest would already be more than the process may grow by.
 */
export const createAdmit = ({ mostBytes }: { readonly mostBytes: number }): Admit => {
  let heldBytes = 0;
  return (res) => {
    let ownBytes = 0;
    res.once('close', () => {
      heldBytes -= ownBytes;
    });
    return (bytes) => {
      if (heldBytes + bytes > mostBytes) {
        throw new AppError('overloaded', 'Too many large pages are waiting to be read.', {
          retryAfterSeconds: 5,
        });
      }
      heldBytes += bytes;
      ownBytes += bytes;
    };
  };
};
