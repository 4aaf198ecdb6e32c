/** The files opened by a spreadsheet program that would run formulas if it found any. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../../testing/find-program.ts';
import { corpus, numbers } from './fixtures/injections.ts';
import { createWritingPool } from './writing-pool.ts';
import type { FileForm } from './writing-task.ts';

const soffice = findProgram('soffice');
const folder = mkdtempSync(join(tmpdir(), 'gleaner-office-'));
const pool = createWritingPool({ heapMb: 256 });
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

// Comma, quotes, UTF-8, from the first line; special numbers are detected and formulas evaluated.
const csvFilter = 'CSV:44,34,76,1,,0,false,true,false,false,false,-1,true';

/** The file as LibreOffice understands it, in its own XML. */
const openInOffice = async (name: string, bytes: Uint8Array): Promise<string> => {
  const [file, out] = [join(folder, name), join(folder, `${name.split('.')[0]}.fods`)];
  writeFileSync(file, bytes);
  const filter = name.endsWith('.csv') ? [`--infilter=${csvFilter}`] : [];
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const asked = [profile, '--headless', ...filter, '--convert-to', 'fods', '--outdir', folder, file];
  await promisify(execFile)(soffice ?? '', asked, { timeout: 90_000 });
  return readFileSync(out, 'utf8');
};

const write = async (texts: readonly string[], form: FileForm): Promise<Uint8Array> => {
  const bytes = new TextEncoder().encode(JSON.stringify(texts.map((text) => ({ text }))));
  return (await pool.writeFile({ bytes, shape: 'rows', fields: null }, form)).file;
};
const countOf = (text: string, part: string): number => text.split(part).length - 1;

describe.skipIf(soffice === null)('LibreOffice, where it is installed,', { timeout: 120_000 }, () => {
  it.each([
    ['rows.csv', { format: 'csv', bom: false, delimiter: ',' }],
    ['rows.xlsx', { format: 'xlsx', at: new Date('2026-11-01T00:00:00Z') }],
  ] as const)('finds no formula in %s, and every number', async (name, form) => {
    const sheet = await openInOffice(name, await write([...corpus, ...numbers], form));
    expect(countOf(sheet, 'table:formula')).toBe(0);
    expect(countOf(sheet, 'office:value-type="float"')).toBe(numbers.length);
  });

  it('finds links, dates and amounts to be what they are', async () => {
    const result = {
      fields: [{ name: 'link' }, { name: 'price' }, { name: 'day' }],
      rows: [{ link: 'https://shop.example/?a=1&b=2', price: '€10.05', day: '1 May 2026' }],
      values: [{ price: { amount: 10.05, currency: 'EUR' }, day: { date: '2026-05-01', precision: 'day' } }],
    };
    const bytes = new TextEncoder().encode(JSON.stringify(result));
    const form = { format: 'xlsx', at: new Date('2026-11-01T00:00:00Z') } as const;
    const { file } = await pool.writeFile({ bytes, shape: 'result', fields: null }, form);
    const sheet = await openInOffice('typed.xlsx', file);
    expect(sheet).toContain('xlink:href="https://shop.example/?a=1&amp;b=2"');
    expect(sheet).toContain('office:date-value="2026-05-01"');
    expect(sheet).toMatch(/office:value-type="(float|currency)"[^>]* office:value="10.05"/);
  });

  it('would find one that is there', async () => {
    expect(countOf(await openInOffice('live.csv', Buffer.from('text\n=1+1\n')), 'table:formula')).toBe(1);
  });
});
