import type { Ledger } from './ledger.ts';

/** Told of what the ledger said, and of what became of reservations. */
export type CountUsage = (
  outcome: 'reserved' | 'refused' | 'settled' | 'free' | 'lost' | 'released' | 'expired',
  amount?: number,
) => void;

/** A ledger whose answers are counted. What is given again under an idempotency key was counted the first time. */
export const countedLedger = (ledger: Ledger, count: CountUsage): Ledger => ({
  ...ledger,
  reserve: async (entry) => {
    const reserved = await ledger.reserve(entry);
    if (reserved.outcome === 'reserved') count('reserved');
    if (reserved.outcome === 'exhausted') count('refused');
    return reserved;
  },
  settle: async (settlement) => {
    const settled = await ledger.settle(settlement);
    if (settled.outcome === 'lost') count('lost');
    else count(settled.charged > 0 ? 'settled' : 'free');
    return settled;
  },
  release: async (entry) => {
    const { isReleased } = await ledger.release(entry);
    if (isReleased) count('released');
    return { isReleased };
  },
  expire: async () => {
    const expired = await ledger.expire();
    if (expired > 0) count('expired', expired);
    return expired;
  },
});
