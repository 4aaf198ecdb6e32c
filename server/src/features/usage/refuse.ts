import { AppError } from '../../kernel/app-error.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { HeldKey } from './ledger.ts';
import { toReceipt } from './receipt.ts';

/** The plan is used up: not to be confused with 429, for waiting a minute does not help. */
export const exhausted = (reading: UsageReading): AppError => {
  const { used, limit, resetsAt } = toReceipt(reading, 0);
  const day = resetsAt.slice(0, 10);
  return new AppError(
    'usage_exhausted',
    `Your plan gives ${limit} scrapes a month, and they are used up or being used. They are given anew on ${day}; a larger plan gives more at once.`,
    { facts: { usage: { used, limit, remaining: 0, resetsAt }, upgrade: '/api/billing/plans' } },
  );
};

/** Somebody holds the idempotency key, and has not answered yet or asked for something else. */
export const keyHeld = (held: Exclude<HeldKey, { readonly outcome: 'kept' }>): AppError =>
  held.outcome === 'reused'
    ? new AppError(
        'idempotency_key_reused',
        'This Idempotency-Key was sent with another request: use a new one.',
      )
    : new AppError('idempotency_key_in_use', 'The request with this Idempotency-Key is still running.', {
        retryAfterSeconds: held.retryAfterSeconds,
      });

/** The account was deleted while its request was on the way. */
export const accountGone = (): AppError => new AppError('unauthenticated', 'This account is gone.');

/** The process stood still for longer than a lease. Nothing was charged; the client may ask again. */
export const leaseLost = (): AppError =>
  new AppError('overloaded', 'This took too long, and nothing was charged: send it again.', {
    retryAfterSeconds: 1,
  });
