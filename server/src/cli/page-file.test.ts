import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodePage, readPageFile } from './page-file.ts';

it.each([
  ['a byte order mark of UTF-8, whatever the page says', Buffer.from('\u{feff}<meta charset=windows-1252>é')],
  ['a byte order mark of UTF-16', Buffer.from('\u{feff}<p>é', 'utf16le')],
  ['<meta charset>', Buffer.from('<meta charset="ISO-8859-1"><p>é', 'latin1')],
  [
    '<meta http-equiv>',
    Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">é', 'latin1'),
  ],
  ['an XML declaration', Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><p>é', 'latin1')],
  ['itself, when it is UTF-8', Buffer.from('<p>é')],
  ['windows-1252, when it is not', Buffer.from('<p>é', 'latin1')],
  ['a character set nobody knows, as if it said nothing', Buffer.from('<meta charset="klingon">é')],
  ['a claim of UTF-16 that could be read as ASCII', Buffer.from('<meta charset="utf-16">é')],
  ['a comment, which says nothing', Buffer.from('<!-- <meta charset="koi8-r"> -->é')],
])('decodes by %s', (_, bytes) => {
  expect(decodePage(bytes)).toMatch(/é$/);
});

it('reads a gzipped file, and says in a sentence what it cannot read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gleaner-page-'));
  writeFileSync(join(folder, 'page.html.gz'), gzipSync('<p>é'));
  expect(await readPageFile(join(folder, 'page.html.gz'))).toBe('<p>é');
  await expect(readPageFile(join(folder, 'none.html'))).rejects.toThrow(/none\.html cannot be read/);
});
