import { composeLedgerCheck } from '../compose-parts.ts';
import type { Config } from '../config/load.ts';
import { createClosers } from '../kernel/closers.ts';
import type { Verdict } from './check-services.ts';

const closeLimitMs = 5_000;
const mostNamed = 10;

/** Compares every user's counter with the sum of the ledger; changes nothing. */
export const checkLedger = async (config: Config): Promise<Verdict> => {
  const closers = createClosers({ limitMs: closeLimitMs });
  try {
    const check = await composeLedgerCheck({ config, closers });
    const wrong = await check();
    if (wrong.length === 0)
      return { good: true, line: '✅ Ledger: what users have used is the sum of their requests' };
    const named = wrong
      .slice(0, mostNamed)
      .map(({ userId, counted, inLedger }) => `${userId} counts ${counted}, the ledger ${inLedger}`);
    return { good: false, line: `❌ Ledger: ${wrong.length} users differ: ${named.join('; ')}` };
  } catch (error) {
    return { good: false, line: `❌ Ledger: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await closers.closeAll();
  }
};
