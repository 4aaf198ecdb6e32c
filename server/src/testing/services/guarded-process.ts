import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

// The shell ends the program, and removes the folder, when its input ends: that happens also when whoever started it
// was killed. One signal lets it go on if it was stopped; of the others Postgres takes the first for "at once", and
// Redis, which a shell starts deaf to that one, takes the second. Of a session of its own, so that a key pressed at the terminal reaches the tests only.
const guard = `
  folder=$1; shift
  "$@" >"$folder/log" 2>&1 &
  child=$!
  echo "$child"
  read -r _
  for signal in CONT QUIT TERM; do kill -$signal $child 2>/dev/null; done
  wait $child
  rm -rf "$folder"`;

/** As whom a program runs that refuses to run as root. */
export type RunAs = { readonly uid: number; readonly gid: number };

/** A program that runs until it is stopped or this process ends, however that comes. */
export type GuardedProcess = { readonly pid: number; readonly stop: () => Promise<void> };

type Program = { readonly folder: string; readonly command: readonly string[]; readonly runAs: RunAs | null };

/** Starts the program; its output goes to `log` in its folder, which is removed with it. */
export const startGuarded = async ({ folder, command, runAs }: Program): Promise<GuardedProcess> => {
  const shell = spawn('sh', ['-c', guard, 'sh', folder, ...command], {
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: folder,
    detached: true,
    ...runAs,
  });
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(shell.stdout, 'data'));
  const gone = once(shell, 'exit');
  return {
    pid: Number(line.toString()),
    stop: async () => {
      shell.stdin.end();
      await gone;
    },
  };
};

/** A folder of its own for a program, which may write to it. */
export const newFolder = async (name: string, runAs: RunAs | null): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), `gleaner-${name}-`));
  await chmod(folder, 0o700);
  if (runAs !== null) await chown(folder, runAs.uid, runAs.gid);
  return folder;
};

/** A port of the loopback address that nobody uses now. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
};
