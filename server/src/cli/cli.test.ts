import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyDataDir } from '../testing/data-dir.ts';

const bin = fileURLToPath(new URL('../../bin/gleaner.js', import.meta.url));
const page = `<ul>${['Lamp', 'Rug', 'Vase']
  .map((name, n) => `<li><h3>${name}</h3><b>€${n + 1}0.05</b></li>`)
  .join('')}</ul>`;
const wanted = ['--instruction', 'all products with name and price', '--fields', 'name,price'];

let dataDir: Awaited<ReturnType<typeof copyDataDir>>;
beforeAll(async () => {
  dataDir = await copyDataDir();
});
afterAll(() => dataDir.remove());

const start = (args: readonly string[], environment: Record<string, string> = {}) =>
  spawn(process.execPath, [bin, ...args], {
    env: { GLEANER_DATA_DIR: dataDir.path, PORT: '0', ...environment },
  });

const gleaner = async (args: readonly string[], input = '', environment: Record<string, string> = {}) => {
  const child = start(args, environment);
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
};

describe('gleaner extract', () => {
  it('prints the whole answer as JSON when it is piped', async () => {
    const { out, code } = await gleaner(['extract', '-', ...wanted], page);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      status: 'complete',
      rows: [{ name: 'Lamp', price: '€10.05' }, {}, {}],
    });
  });

  it('writes a file in the format of its ending', async () => {
    const file = join(dataDir.path, 'page.html');
    const output = join(dataDir.path, 'rows.csv');
    writeFileSync(file, page);
    expect((await gleaner(['extract', file, ...wanted, '-o', output])).code).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe('name,price\r\nLamp,€10.05\r\nRug,€20.05\r\nVase,€30.05\r\n');
  });

  it.each([
    ['rows.xlsx', 'PK'],
    ['rows.jsonl', '{"name":"Lamp","price":"€10.05"}\n'],
  ])('writes %s', async (name, beginning) => {
    const output = join(dataDir.path, name);
    expect((await gleaner(['extract', '-', ...wanted, '-o', output], page)).code).toBe(0);
    expect(readFileSync(output, 'utf8').startsWith(beginning)).toBe(true);
  });

  it.each([
    [['extract', '/nowhere.html', ...wanted], /^\/nowhere\.html cannot be read/],
    [['extract', '-', ...wanted, '--format', 'xml'], /^--format must be one of/],
    [['extract', '-', ...wanted, '--feilds', 'a'], /^There is no option --feilds/],
    [['extract', '-', ...wanted, '--limit', 'few'], /^This cannot be asked for: limit/],
  ])('refuses %j in a sentence', async (args, sentence) => {
    const { out, err, code } = await gleaner(args, page);
    expect([out, code]).toEqual(['', 1]);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('gleaner batch', () => {
  const lines = [
    { id: 'a', html: page, instruction: 'all products with name and price', fields: ['name', 'price'] },
    { id: 'no page', instruction: 'x' },
    { id: 'later', html: page, instruction: 'all products', wrapper_of: 'a' },
    { id: 'lost', html: page, instruction: 'all products', wrapper_of: 'nobody' },
    { id: 7, file: '/nowhere.html', instruction: 'x' },
    { id: 'z', html: '<p>x</p>', instruction: ' ' },
  ].map((line) => JSON.stringify(line));

  it('answers every line in order, the bad ones with an error, and goes on', async () => {
    const { out, err, code } = await gleaner(['batch'], `${lines.join('\n')}\n\nnot json\n`);
    const results = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(results.map(({ id }) => id)).toEqual(['a', 'no page', 'later', 'lost', 7, 'z', null]);
    expect(results.map(({ status }) => status)).toEqual([
      'complete',
      'error',
      'complete',
      'error',
      'error',
      'error',
      'error',
    ]);
    expect(results[0]).toMatchObject({
      engine: 'structure',
      ms: expect.any(Number),
      rows: [{ name: 'Lamp' }, {}, {}],
    });
    for (const { status, rows, error } of results)
      if (status === 'error') expect([rows, typeof error]).toEqual([[], 'string']);
    expect(results[2]).toMatchObject({ engine: 'wrapper', rows: [{ name: 'Lamp' }, {}, {}] });
    expect(err).toContain('7 pages, 5 failed');
    expect(code).toBe(0);
  });

  it('answers a line before the next one comes, and stops quietly when nobody listens', async () => {
    const child = start(['batch']);
    child.stdin.on('error', () => {});
    child.stdin.write(`${lines[0]}\n`);
    const [first] = await once(child.stdout, 'data');
    expect(JSON.parse(String(first)).id).toBe('a');
    const errors = text(child.stderr);
    child.stdout.destroy();
    child.stdin.end(`${Array.from({ length: 50 }, () => lines[0]).join('\n')}\n`);
    const [code] = await once(child, 'exit');
    expect([code, await errors]).toEqual([0, '']);
  });
});

describe('gleaner start', () => {
  it('names every wrong setting and stops', async () => {
    const { out, err, code } = await gleaner(['start'], '', { PORT: 'x', REDIS_URL: 'localhost' });
    expect([out, code]).toEqual(['', 1]);
    expect(err.trim().split('\n')).toHaveLength(3);
  });

  it('prints address, key and services, refuses a second process, and ends well on SIGTERM', async () => {
    const server = start(['start']);
    let printed = '';
    server.stdout.on('data', (chunk) => {
      printed += String(chunk);
    });
    await expect.poll(() => printed, { timeout: 30_000 }).toMatch(/sentry +absent/);
    expect(printed).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+/);
    expect(printed).toMatch(/glk_[\w-]{43}/);
    expect(printed).toMatch(/database +embedded/);
    const second = await gleaner(['start']);
    expect([second.out, second.code]).toEqual(['', 1]);
    expect(second.err).toContain(`is in use by process ${server.pid}`);
    const key = await gleaner(['keys', 'create']);
    expect(key.err).toContain('Stop the server');
    const port = /listens on \S+:(\d+)/.exec(printed)?.[1] ?? '';
    const doctor = await gleaner(['doctor'], '', { PORT: port });
    expect(doctor.out).toContain('✅ Database is ready (the server is running');
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  });

  it('does not show the key again', async () => {
    const keys = await gleaner(['keys', 'list']);
    expect(keys.out.trim().split('\n')).toHaveLength(1);
    const made = await gleaner(['keys', 'create', '--name', 'second']);
    expect(made.out).toMatch(/^glk_[\w-]{43}\n$/);
    expect((await gleaner(['keys', 'rotate'])).out).toMatch(/^[0-9a-f-]{36} signs in a minute\.\n$/);
    const doctor = await gleaner(['doctor']);
    expect(doctor.out).toContain('✅ Database is ready (embedded)');
    expect(doctor.out).toContain('➖ Redis is not configured');
    expect(doctor.code).toBe(0);
  });
});
