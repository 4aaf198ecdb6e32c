import type { EntryName, Ledger } from './ledger.ts';

/** What this process is working on: its leases go on for as long as it does, and end some time after it. */
export type Leases = {
  readonly hold: <T>(entry: EntryName, work: () => Promise<T>) => Promise<T>;
  readonly renew: () => Promise<void>;
};

/** Nothing is held in the beginning. */
export const createLeases = ({ renew }: Pick<Ledger, 'renew'>): Leases => {
  const held = new Set<EntryName>();
  return {
    hold: async (entry, work) => {
      held.add(entry);
      try {
        return await work();
      } finally {
        held.delete(entry);
      }
    },
    renew: async () => {
      if (held.size > 0) await renew([...held]);
    },
  };
};
