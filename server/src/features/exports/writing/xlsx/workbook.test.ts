/** What a workbook holds besides its cells, which other readers look at in writing.test.ts. */

import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Table } from '../table.ts';
import { writeXlsx } from '../write-xlsx.ts';

const at = new Date('2026-11-01T10:20:30Z');

/** The parts of the workbook by their names, as text. */
const partsOf = async (table: Omit<Table, 'values'> & Partial<Pick<Table, 'values'>>) => {
  const written: Uint8Array[] = [];
  await writeXlsx(
    { values: null, ...table },
    { at },
    { write: (bytes) => written.push(bytes), tell: () => {} },
  );
  const parts = unzipSync(Buffer.concat(written));
  return (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
};
const sheetOf = async (table: Parameters<typeof partsOf>[0]) =>
  (await partsOf(table))('xl/worksheets/sheet1.xml');

describe('a workbook', () => {
  it('has a head that stays, a filter over all of it, and columns as wide as their texts', async () => {
    const columns = Array.from({ length: 28 }, (_, n) => `c${n}`);
    const sheet = await sheetOf({
      columns,
      rows: [{ c0: 'x'.repeat(20), c1: 'y'.repeat(200) }, { c27: 'z' }],
    });
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('</sheetData><autoFilter ref="A1:AB3"/></worksheet>');
    expect(sheet.match(/width="\d+"/g)?.slice(0, 3)).toEqual(['width="21"', 'width="60"', 'width="8"']);
    expect(sheet).toContain('<c r="AB3" t="inlineStr"><is><t>z</t></is></c>');
  });

  it('says who made it and when', async () => {
    const part = await partsOf({ columns: ['a'], rows: [{ a: 1 }] });
    expect(part('docProps/core.xml')).toContain('<dc:creator>Gleaner</dc:creator>');
    expect(part('docProps/core.xml').match(/2026-11-01T10:20:30\.000Z/g)).toHaveLength(2);
    expect(part('xl/workbook.xml')).toContain('>Rows!$A$1:$A$2</definedName>');
  });

  it('has one style for each number format, however many cells have it', async () => {
    const part = await partsOf({
      columns: ['a', 'b'],
      rows: Array.from({ length: 50 }, () => ({ a: '1.50', b: '2' })),
      values: Array.from({ length: 50 }, () => ({ b: { date: '2026-05-01T12:00', precision: 'minute' } })),
    });
    expect(part('xl/styles.xml').match(/formatCode="[^"]*"/g)).toEqual([
      'formatCode="0.00"',
      'formatCode="yyyy-mm-dd hh:mm"',
    ]);
    expect(part('xl/worksheets/sheet1.xml')).toContain(
      '<row r="51"><c r="A51" s="4"><v>1.5</v></c><c r="B51" s="5"><v>46143.5</v></c></row>',
    );
  });

  it('has its formula-like texts in cells that stay text when they are edited', async () => {
    const sheet = await sheetOf({ columns: ['a'], rows: [{ a: '=1+1' }, { a: 'plain' }] });
    expect(sheet).toContain('<c r="A2" s="2" t="inlineStr"><is><t>=1+1</t></is></c>');
    expect(sheet).toContain('<c r="A3" t="inlineStr"><is><t>plain</t></is></c>');
    expect(sheet).not.toContain('<f');
  });
});

describe('links', () => {
  const evil = 'https://a.example/?x=1&y="><script>';

  it('are links, and whatever is in them stays in them', async () => {
    const part = await partsOf({ columns: ['a'], rows: [{ a: evil }, { a: 'javascript:alert(1)' }] });
    expect(part('xl/worksheets/sheet1.xml')).toContain(
      '<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks></worksheet>',
    );
    expect(part('xl/worksheets/_rels/sheet1.xml.rels')).toContain(
      'Target="https://a.example/?x=1&amp;y=&quot;&gt;&lt;script&gt;" TargetMode="External"/></Relationships>',
    );
  });

  it('stay text where Excel would repair the file: too long, or too many', async () => {
    const long = `https://a.example/${'x'.repeat(2_079)}`;
    const rows = [
      { a: long },
      ...Array.from({ length: 65_531 }, (_, n) => ({ a: `https://a.example/${n}` })),
    ];
    const part = await partsOf({ columns: ['a'], rows });
    expect(part('xl/worksheets/sheet1.xml').match(/<hyperlink ref/g)).toHaveLength(65_530);
    expect(part('xl/worksheets/sheet1.xml')).toContain(
      '<c r="A65533" t="inlineStr"><is><t>https://a.example/65530</t></is></c>',
    );
    expect(part('xl/worksheets/_rels/sheet1.xml.rels')).not.toContain('xxx');
  });
});
