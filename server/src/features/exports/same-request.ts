import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../kernel/app-error.ts';
import type { Idempotency } from '../../kernel/idempotency.ts';

/** @throws {AppError} `idempotency_key_reused` when a key that is known comes with another request. */
export const checkSameRequest = (kept: Idempotency | null, sent: Idempotency | null): void => {
  if (kept && sent && timingSafeEqual(kept.requestHash, sent.requestHash)) return;
  throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another request.');
};

/** The refusal of a request whose twin is under way. */
export const keyInUse = (): AppError =>
  new AppError('idempotency_key_in_use', 'A request under this Idempotency-Key is still running.', {
    retryAfterSeconds: 5,
  });
