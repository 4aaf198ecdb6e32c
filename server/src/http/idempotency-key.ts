import { createHash, type Hash, hash } from 'node:crypto';
import type { Request, Response } from 'express';
import { AppError } from '../kernel/app-error.ts';
import type { Idempotency } from '../kernel/idempotency.ts';

const header = 'Idempotency-Key';
// Printable ASCII, as a header may carry it.
const goodKey = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** A request whose client may send it again; the body is added as it comes. */
export type KeyedRequest = {
  readonly onBody: (chunk: Uint8Array) => void;
  /** Once the body was read. */
  readonly finish: () => Idempotency;
};

const beginHash = ({ method, originalUrl }: Request): Hash =>
  createHash('sha256').update(`${method} ${originalUrl}\n`);

/**
 * The key that a request carries, if it carries one. The body is hashed piece by piece as it arrives and as it is
 * inflated: ten megabytes at once would be felt by everybody.
 * @throws {AppError} `invalid_request` for a key that is not 1 to 255 printable characters.
 */
export const readIdempotencyKey = (req: Request): KeyedRequest | null => {
  const key = req.get(header);
  if (key === undefined) return null;
  if (!goodKey.test(key)) {
    const message = 'must be 1 to 255 printable characters';
    throw new AppError('invalid_request', `The header is not as it should be: ${header} ${message}.`, {
      faults: [{ path: header, message }],
    });
  }
  const sum = beginHash(req);
  return {
    onBody: (chunk) => void sum.update(chunk),
    finish: () => ({ keyHash: hash('sha256', key, 'buffer'), requestHash: sum.digest() }),
  };
};

/** Marks the answer as one that was given before. */
export const tellReplayIn = (res: Response) => (): void => void res.set('Idempotency-Replayed', 'true');
