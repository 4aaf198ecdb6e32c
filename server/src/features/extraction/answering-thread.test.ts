import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { z } from 'zod';

/** Imports the server as it is started, and prints which of the engine's files came with it. */
const program = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  await import(process.argv[1]);
  console.log(JSON.stringify(loaded.flatMap((url) => /packages\\/engine\\/src\\/(.*)/.exec(url)?.[1] ?? [])));
`;

// What reads pages is a tenth of the memory of a server that reads none: it belongs to the threads.
it('leaves the engine to the threads that read pages', () => {
  const server = new URL('../../compose.ts', import.meta.url).href;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program, server]);
  const loaded = z.array(z.string()).parse(JSON.parse(printed.toString()));
  expect(loaded).toContain('request.ts');
  expect(loaded.filter((file) => /^(?:index\.ts|extract\.ts|lexicon\/|page\/|records\/)/.test(file))).toEqual(
    [],
  );
});
