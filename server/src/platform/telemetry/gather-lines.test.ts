import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gatherLines } from './gather-lines.ts';

it('writes the lines of a turn together, in order, and the last ones when it is told to', async () => {
  const written: string[] = [];
  const lines = gatherLines({ write: (text) => written.push(text) });
  lines.write('one\n');
  lines.write('two\n');
  expect(written).toEqual([]);
  await turn();
  lines.write('three\n');
  await turn();
  lines.write('the last\n');
  lines.flush();
  await turn();
  expect(written).toEqual(['one\ntwo\n', 'three\n', 'the last\n']);
});
