import { defineCommand } from 'citty';
import { composeQueue } from '../compose-parts.ts';
import { openOrRefuse } from './open-or-refuse.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const mostListed = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const list = defineCommand({
  meta: { name: 'list', description: 'Lists the jobs that failed for good, and counts the others.' },
  run: ({ rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      const queue = await openOrRefuse(() => composeQueue({ config: readSettings(), closers }));
      const { waiting, active, dead } = await queue.counts();
      process.stdout.write(`${waiting} waiting, ${active} being done, ${dead} failed for good\n`);
      for (const job of await queue.listDead(mostListed)) {
        const { id, name, attempts, diedAt, fault, body } = job;
        process.stdout.write(
          `${id}  ${diedAt.toISOString()}  ${name}  ${JSON.stringify(body)}\n    after ${attempts} attempts: ${fault}\n`,
        );
      }
    }),
});

const retry = defineCommand({
  meta: { name: 'retry', description: 'Has a job that failed for good tried once more.' },
  args: { id: { type: 'positional', required: true, description: 'The id that gleaner jobs list prints' } },
  run: ({ args, rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      if (!uuid.test(args.id)) throw new UsageError('This is not the id of a job.');
      const queue = await openOrRefuse(() => composeQueue({ config: readSettings(), closers }));
      if (!(await queue.retryDead(args.id)))
        throw new UsageError('There is no such job that failed for good.');
      process.stdout.write('It is tried once more by the next worker.\n');
    }),
});

/** `gleaner jobs list | retry` */
export const jobsCommand = defineCommand({
  meta: {
    name: 'jobs',
    description: "Shows the queue's jobs that failed for good, and has them tried again.",
  },
  default: 'list',
  subCommands: { list, retry },
});
