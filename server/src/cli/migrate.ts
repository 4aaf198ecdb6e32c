import { defineCommand } from 'citty';
import { composeDatabase } from '../compose-parts.ts';
import { DataDirBusyError } from '../kernel/start-error.ts';
import { migrate, pendingMigrations } from '../platform/postgres/migrate.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const listed = (names: readonly string[]): string => names.map((name) => `  ${name}\n`).join('');

/** `gleaner migrate` */
export const migrateCommand = defineCommand({
  meta: { name: 'migrate', description: "Brings the database's tables up to date, as every start does." },
  args: {
    'dry-run': { type: 'boolean', default: false, description: 'Only lists what would be applied' },
  },
  run: ({ args, rawArgs }) =>
    runCommand({ rawArgs, options: ['dry-run'] }, async (closers) => {
      try {
        const { postgres, migrations } = await composeDatabase({ config: readSettings(), closers });
        const isDry = args['dry-run'];
        const names = isDry
          ? await pendingMigrations(postgres, migrations)
          : await migrate(postgres, migrations);
        const done = isDry ? 'Would be applied:' : 'Applied:';
        process.stdout.write(
          names.length > 0 ? `${done}\n${listed(names)}` : 'The database is up to date.\n',
        );
      } catch (error) {
        if (!(error instanceof DataDirBusyError)) throw error;
        throw new UsageError(`${error.message} The server that runs there has migrated it at its start.`);
      }
    }),
});
