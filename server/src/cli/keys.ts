import { defineCommand } from 'citty';
import { composeKeys } from '../compose-parts.ts';
import type { Closers } from '../kernel/closers.ts';
import { openOrRefuse } from './open-or-refuse.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const openOwner = (closers: Closers) =>
  openOrRefuse(async () => (await composeKeys({ config: readSettings(), closers })).owner);

const openKeys = async (closers: Closers) => (await openOwner(closers)).keys;

const create = defineCommand({
  meta: {
    name: 'create',
    description: 'Makes an API key for the owner and prints it, this once.',
  },
  args: { name: { type: 'string', default: 'command line', description: 'What the key is for' } },
  run: ({ args, rawArgs }) =>
    runCommand({ rawArgs, options: ['name'] }, async (closers) => {
      const keys = await openKeys(closers);
      process.stdout.write(`${(await keys.create(args.name)).key}\n`);
    }),
});

const list = defineCommand({
  meta: { name: 'list', description: 'Lists the keys, without the keys themselves.' },
  run: ({ rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      const keys = await openKeys(closers);
      for (const { id, name, createdAt, revokedAt } of await keys.list()) {
        const state = revokedAt ? `revoked ${revokedAt.toISOString()}` : 'in force';
        process.stdout.write(`${id}  ${createdAt.toISOString()}  ${state}  ${name}\n`);
      }
    }),
});

const revoke = defineCommand({
  meta: { name: 'revoke', description: 'Ends a key: requests that carry it are refused.' },
  args: { id: { type: 'positional', required: true, description: 'The id that gleaner keys list prints' } },
  run: ({ args, rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(args.id))
        throw new UsageError('This is not the id of a key.');
      const { revoked } = await (await openKeys(closers)).revoke(args.id);
      if (!revoked) throw new UsageError('There is no such key in force.');
      process.stdout.write('Revoked.\n');
    }),
});

const rotate = defineCommand({
  meta: {
    name: 'rotate',
    description: 'Makes a new key for signing access tokens; what was signed stays good.',
  },
  run: ({ rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      if (readSettings().supabase) throw new UsageError('Supabase signs the tokens: rotate its keys there.');
      const { kid } = await (await openOwner(closers)).rotateSigningKey();
      process.stdout.write(`${kid} signs in a minute.\n`);
    }),
});

/** `gleaner keys create | list | revoke | rotate` */
export const keysCommand = defineCommand({
  meta: {
    name: 'keys',
    description: "Makes, lists and revokes the owner's API keys; rotates the signing key.",
  },
  subCommands: { create, list, revoke, rotate },
});
