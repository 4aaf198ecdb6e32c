import { describe, expect, it } from 'vitest';
import { answerPage, extract, maxRows } from './index.ts';

const listOf = (records: number): string =>
  `<body><nav><a href="/">Home</a></nav><main><ul>${Array.from(
    { length: records },
    (_, n) => `<li class="card"><h3><a href="/l/${n}">Lamp ${n}</a></h3><b class="price">€${n}.50</b></li>`,
  ).join('')}</ul></main></body>`;
const asked = { instruction: 'all lamps', fields: ['name', 'price'] };
const rowOf = (n: number) => ({ name: `Lamp ${n}`, price: `€${n}.50` });

describe('a list', () => {
  it.each([50, 800, 3_200, 20_000])('of %i records gives them all', (records) => {
    const { status, total, rows } = extract({ html: listOf(records) }, asked);
    expect({ status, total }).toEqual({ status: 'complete', total: records });
    expect(rows).toEqual(Array.from({ length: records }, (_, n) => rowOf(n)));
  });

  it('of more records than an answer holds is partial, and tells how many there are', () => {
    const { status, reason, total, rows } = extract({ html: listOf(maxRows + 7) }, asked);
    expect({ status, total, rows: rows.length }).toEqual({
      status: 'partial',
      total: maxRows + 7,
      rows: maxRows,
    });
    expect(reason).toBe(`The page has ${maxRows + 7} rows; an answer holds ${maxRows} at the most.`);
  });

  it('is read as completely from two of its rows', () => {
    const { extraction } = answerPage({ html: listOf(3_200) }, { ...asked, examples: [rowOf(0), rowOf(1)] });
    expect([extraction.engine, extraction.status, extraction.rows.length]).toEqual([
      'wrapper',
      'complete',
      3_200,
    ]);
    expect(extraction.rows.at(-1)).toEqual(rowOf(3_199));
  });
});
