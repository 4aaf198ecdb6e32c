import { z } from 'zod';
import type { HeldKey } from './ledger.ts';

/** What `claim_idempotency_key` says of a key that somebody holds already. */
export const HeldKeyRow = z.object({
  outcome: z.enum(['kept', 'running', 'reused']),
  answer: z.unknown(),
  retry_after_seconds: z.number().nullable(),
});

/** A row in our words. */
export const toHeldKey = (row: z.output<typeof HeldKeyRow>): HeldKey => {
  switch (row.outcome) {
    case 'kept':
      return { outcome: 'kept', answer: row.answer };
    case 'running':
      return { outcome: 'running', retryAfterSeconds: row.retry_after_seconds ?? 1 };
    case 'reused':
      return { outcome: 'reused' };
  }
};
