import { defineCommand } from 'citty';
import type { Config } from '../config/load.ts';
import { checkDatabase } from './check-database.ts';
import { checkLedger } from './check-ledger.ts';
import { checkModel } from './check-model.ts';
import { checkRedisLine, checkSentry, checkSupabase, type Verdict } from './check-services.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';

const checks: readonly ((config: Config) => Promise<Verdict>)[] = [
  checkDatabase,
  checkRedisLine,
  checkSupabase,
  checkSentry,
  checkModel,
];

/** `gleaner doctor` */
export const doctorCommand = defineCommand({
  meta: { name: 'doctor', description: 'Checks the settings and each service for real.' },
  args: {
    ledger: {
      type: 'boolean',
      default: false,
      description: 'Also compares what every user has used with the ledger of usage',
    },
  },
  run: ({ args, rawArgs }) =>
    runCommand({ rawArgs, options: ['ledger'] }, async () => {
      const config = readSettings();
      process.stdout.write('✅ Settings are valid\n');
      for (const check of args.ledger ? [...checks, checkLedger] : checks) {
        const { good, line } = await check(config);
        process.stdout.write(`${line}\n`);
        if (!good) process.exitCode = 1;
      }
    }),
});
