import { defineCommand } from 'citty';
import { composeBilling } from '../compose-parts.ts';
import type { Closers } from '../kernel/closers.ts';
import { openOrRefuse } from './open-or-refuse.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const openSelling = async (closers: Closers) => {
  const config = readSettings();
  if (!config.stripe)
    throw new UsageError('Stripe is not configured: set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.');
  const { selling } = await openOrRefuse(() => composeBilling({ config, closers }));
  if (!selling) throw new UsageError('Stripe is not configured.');
  return selling;
};

const words = { made: 'was made', there: 'is there', differs: 'DIFFERS from the catalogue' };

const sync = defineCommand({
  meta: { name: 'sync', description: "Makes the catalogue's products and prices in Stripe, or checks them." },
  run: ({ rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      const { syncPrices } = await openSelling(closers);
      for (const { plan, outcome, told } of await syncPrices()) {
        process.stdout.write(`${plan.padEnd(8)} ${told.padEnd(24)} ${words[outcome]}\n`);
        if (outcome === 'differs') process.exitCode = 1;
      }
    }),
});

const reconcile = defineCommand({
  meta: {
    name: 'reconcile',
    description: 'Compares every subscription with Stripe, and repairs what differs.',
  },
  run: ({ rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      const selling = await openSelling(closers);
      const { compared, repaired } = await selling.reconcile();
      process.stdout.write(`${compared} subscriptions compared, ${repaired} repaired\n`);
    }),
});

/** `gleaner billing sync | reconcile` */
export const billingCommand = defineCommand({
  meta: { name: 'billing', description: 'Keeps Stripe and this server in agreement.' },
  subCommands: { sync, reconcile },
});
